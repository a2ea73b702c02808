import dev.feast.FeastClient;
import dev.feast.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Feast's own Java client at work: asks for features of users and prints what it was told, a line
 * per value: user, feature, status, kind of value, value. Run from source, with the class path of
 * the client.
 */
public class FeastProbe {

  /** Arguments: port, features with commas between, users with commas between. */
  public static void main(String[] arguments) throws Exception {
    List<String> features = List.of(arguments[1].split(","));
    List<Row> rows = new ArrayList<>();
    for (String user : arguments[2].split(",")) {
      rows.add(Row.create().set("user_id", user));
    }
    try (FeastClient client = FeastClient.create("127.0.0.1", Integer.parseInt(arguments[0]))) {
      System.out.println("version " + client.getFeastServingInfo().getVersion());
      for (Row row : client.getOnlineFeatures(features, rows)) {
        for (String feature : features) {
          System.out.println(
              String.join(
                  " ",
                  row.getString("user_id"),
                  feature,
                  row.getStatus(feature).name(),
                  row.getFields().get(feature).getValCase().name(),
                  row.getFields().get(feature).toString().trim().replaceAll("\\s+", " ")));
        }
        System.out.println("written " + row.getEntityTimestamp().getSeconds());
      }
    }
  }
}
