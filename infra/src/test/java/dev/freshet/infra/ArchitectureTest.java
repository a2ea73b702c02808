package dev.freshet.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rings of the modules, checked over the classes of all of them, tests excluded. */
class ArchitectureTest {

  private static final String FEATURES = "dev.freshet.features..";
  private static final String PIPELINES = "dev.freshet.pipelines..";
  private static final String SERVING = "dev.freshet.serving..";
  private static final String INFRA = "dev.freshet.infra..";

  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.freshet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"features", "pipelines", "serving", "infra"})
  void topicsOfOneModuleFormNoCycle(String module) {
    slices()
        .matching("dev.freshet." + module + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void packagesFormNoCycle() {
    slices()
        .matching("dev.freshet.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void theKernelKnowsNoFlinkKafkaRedisOrHttp() {
    noClasses()
        .that()
        .resideInAPackage(FEATURES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.flink..",
            "org.apache.kafka..",
            "io.lettuce..",
            "redis..",
            "io.vertx..",
            "io.netty..",
            "io.grpc..",
            "java.net.http..",
            "com.sun.net.httpserver..")
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void theKernelKnowsNoOtherModule() {
    noClasses()
        .that()
        .resideInAPackage(FEATURES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PIPELINES, SERVING, INFRA)
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void pipelinesKnowOnlyTheKernel() {
    noClasses()
        .that()
        .resideInAPackage(PIPELINES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SERVING, INFRA)
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void servingKnowsNeitherFlinkNorPipelines() {
    noClasses()
        .that()
        .resideInAPackage(SERVING)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", PIPELINES, INFRA)
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void onlyExternalViewsKnowFeastsClient() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.freshet.serving.external", "dev.freshet.feast")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.freshet.feast", "dev.feast..", "feast.proto..", "freshet.shaded..")
        .check(classes);
  }

  @Test
  void onlyTreesThatGrowKnowTheTrainingLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.freshet.infra.train.boost")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ml.dmlc..")
        .check(classes);
  }
}
