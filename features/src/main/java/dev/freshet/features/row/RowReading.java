package dev.freshet.features.row;

import java.util.List;

/**
 * What a row says at one instant about the features asked for.
 *
 * @param updated when the row was written, epoch milliseconds; -1 where there is no row
 * @param version its version; empty text where there is no row
 * @param values one per feature, in the order asked; {@code null} where there is none
 * @param statuses one per feature
 * @param horizon the row's horizon if a feature asked for was cut off by it at that instant, else
 *     {@link RowVersion#ENDLESS}
 * @param unknownSchemas fingerprints of view schemas the row was written with that the reader does
 *     not know yet: learn them ({@link ViewSchemas#learn}) and read again; until then the features
 *     of those views are {@code null}
 */
public record RowReading(
    long updated,
    String version,
    Object[] values,
    Status[] statuses,
    long horizon,
    List<Long> unknownSchemas) {}
