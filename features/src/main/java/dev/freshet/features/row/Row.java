package dev.freshet.features.row;

import dev.freshet.features.bytes.ByteWriter;

/**
 * One entity's features as the online store holds them, but for the version.
 *
 * @param startsAt the instant it was made for: a reader whose clock is earlier reads at this one
 * @param horizon the first instant at which some value is cut off; {@link RowVersion#ENDLESS} if
 *     none
 * @param keepUntil the instant after which the store may forget it; {@link Long#MAX_VALUE} for
 *     never
 * @param folded how many events it tells of
 * @param sections the views' timelines, encoded
 */
public record Row(long startsAt, long horizon, long keepUntil, long folded, byte[] sections) {

  /** The bytes to store. */
  public byte[] encode(long lineage, long deployment) {
    ByteWriter out = new ByteWriter(sections.length + RowVersion.SIZE_BYTES + 8);
    out.writeByte(RowFormat.VERSION);
    new RowVersion(lineage, folded, deployment, horizon).write(out);
    out.writeSigned(startsAt);
    return out.writeBytes(sections).toByteArray();
  }
}
