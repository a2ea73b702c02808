package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.definition.ExternalView;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.OnDemandFeature;
import dev.freshet.features.definition.Problem;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalViewsTest {

  private static final String VIEWS =
      """
      external_views:
        - {name: partner, entity: user, feast: "risk.example.com:6566", features: {risk: double, segments: list<string>}}
        - {name: warehouse, entity: item, feast: "${WAREHOUSE}", features: {stock: int64}}
      on_demand_feature_views:
        - name: caution
          features:
            - {name: wary, type: bool, value: partner.risk > 0.9 && user_activity.views_5m > 3}
      feature_services:
        - name: checkout
          features: [user_activity:views_5m, partner, warehouse:stock, caution:wary]
          encode: {partner:segments: {one_hot: [vip, new]}}
      """;

  @TempDir Path folder;

  @Test
  void featuresOfAnotherServerAreFeaturesLikeOthers() {
    Repository repository = shop(VIEWS).read();
    ExternalView partner = repository.externalView("partner").orElseThrow();
    FeatureService checkout = repository.service("checkout").orElseThrow();

    assertThat(partner.entity()).isEqualTo(repository.entity("user").orElseThrow());
    assertThat(partner.feast().host()).isEqualTo("risk.example.com");
    assertThat(partner.feast().port()).isEqualTo(6566);
    assertThat(partner.features())
        .containsExactly(
            new ExternalFeature("partner", "risk", Scalar.DOUBLE),
            new ExternalFeature("partner", "segments", new ListType(Scalar.STRING)));
    assertThat(checkout.features())
        .extracting(Feature::fullName)
        .containsExactly(
            "user_activity:views_5m",
            "partner:risk",
            "partner:segments",
            "warehouse:stock",
            "caution:wary");
    assertThat(checkout.encoding().columns())
        .containsExactly(
            "user_activity__views_5m",
            "partner__risk",
            "partner__segments=vip",
            "partner__segments=new",
            "warehouse__stock",
            "caution__wary");
  }

  @Test
  void theyAreOperands() {
    Repository repository = shop(VIEWS).read();
    OnDemandFeature wary = repository.onDemandViews().get(0).features().get(0);

    assertThat(wary.external())
        .containsExactly(new ExternalFeature("partner", "risk", Scalar.DOUBLE));
    assertThat(wary.aggregated())
        .extracting(Feature::fullName)
        .containsExactly("user_activity:views_5m");
    assertThat(wary.operands()).hasSize(2);
  }

  @Test
  void aServiceIsAnotherOneOnceItsExternalFeaturesAre() {
    String before = fingerprint(shop(VIEWS).read());

    assertThat(fingerprint(shop(Shop.edit(VIEWS, "risk.example.com", "elsewhere")).read()))
        .as("where the server is does not decide what it says")
        .isEqualTo(before);
    assertThat(fingerprint(shop(Shop.edit(VIEWS, "stock: int64", "stock: double")).read()))
        .isNotEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "entity: user,              | entity: usr,          | `did you mean \"user\"?`",
        "risk.example.com:6566      | risk.example.com      | is not HOST:PORT; write such as",
        "risk.example.com:6566      | risk.example.com:0    | is not HOST:PORT",
        "risk.example.com:6566      | http://risk:6566      | is not HOST:PORT",
        "${WAREHOUSE}               | $WAREHOUSE:6566       | is not HOST:PORT",
        "stock: int64               | stock: integer        | did you mean \"int64\"?",
        "stock: int64               | stock: \"map<string,int64>\" | a type that Feast's client does not bring",
        "{stock: int64}             | {}                    | declares no features",
        "{stock: int64}             | [stock]               | write a mapping of names to types",
        "warehouse:stock            | warehouse:stok        | did you mean \"warehouse:stock\"?",
        "warehouse:stock            | warehose:stock        | did you mean \"warehouse\"?",
        "partner.risk >             | partner.rsk >         | rsk",
        "partner.risk >             | patner.risk >         | patner",
        "feast: \"risk              | fest: \"risk          | did you mean \"feast\"?",
        "partner:segments: {one_hot: [vip, new]} | partner:segments: {keys: [vip]} | of type list<string>, which keys does not encode",
      })
  void aMistakeIsOneProblem(String right, String wrong, String said) {
    List<Problem> problems = shop(Shop.edit(VIEWS, right, wrong)).problems();

    assertThat(problems).as(wrong).hasSize(1);
    assertThat(problems.get(0).toString()).contains("external.yaml:").contains(said);
  }

  @ParameterizedTest
  @CsvSource({
    "user_activity, a feature view",
    "warehouse, an external view",
    "caution, an external view",
  })
  void viewsOfAllKindsHaveNamesOfTheirOwn(String name, String kind) {
    String more =
        """
        external_views:
          - {name: warehouse, entity: item, feast: "a:1", features: {stock: int64}}
          - {name: NAME, entity: item, feast: "a:1", features: {price: double}}
        on_demand_feature_views:
          - name: caution
            features:
              - {name: wary, type: bool, value: user_activity.views_5m > 3}
        """;

    assertThat(shop(more.replace("NAME", name)).problems())
        .singleElement()
        .extracting(Problem::toString)
        .asString()
        .contains("there is already " + kind);
  }

  @Test
  void anAddressThatIsOneVariableNeedsNoQuotes() {
    String yaml =
        """
        external_views:
          - name: partner
            entity: user
            feast: ${PARTNER}
            features: {risk: double}
        """;

    assertThat(shop(yaml).read().externalView("partner").orElseThrow().feast().text())
        .isEqualTo("${PARTNER}");
  }

  @Test
  void theSchemaKnowsThem() {
    assertThat(LanguageSchemaTest.errors(VIEWS)).isEmpty();
    assertThat(LanguageSchemaTest.errors(Shop.edit(VIEWS, "stock: int64", "stock: int")))
        .isNotEmpty();
    assertThat(LanguageSchemaTest.errors(Shop.edit(VIEWS, "${WAREHOUSE}", "$WAREHOUSE:1")))
        .isNotEmpty();
  }

  private static String fingerprint(Repository repository) {
    return repository.service("checkout").orElseThrow().fingerprint(repository);
  }

  private Shop shop(String more) {
    return new Shop(folder).with(Shop.FILE, Shop.YAML).with("external.yaml", more);
  }
}
