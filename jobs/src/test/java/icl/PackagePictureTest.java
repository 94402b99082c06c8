package icl;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the packages against the compiled classes. */
class PackagePictureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("icl");

    /**
     * Which packages each may use. Beside the picture of the architecture:
     * {@code frame}, a small table in memory, stands between {@code query} and {@code report}.
     */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("core.check", List.of()),
            Map.entry("core.stats", List.of("core.check")),
            Map.entry("core.linalg", List.of("core.check")),
            Map.entry("core.random", List.of("core.linalg")),
            Map.entry("core.text", List.of("core.check")),
            Map.entry("core.kinds", List.of("core.text")),
            Map.entry("core.records", List.of("core.kinds", "core.linalg")),
            Map.entry("core.json", List.of("core.records")),
            Map.entry("core.covariance", List.of("core.records", "core.linalg", "core.random")),
            Map.entry("core.prompt", List.of("core.covariance", "core.random")),
            Map.entry("core.design", List.of("core.prompt")),
            Map.entry("core.model", List.of("core.design")),
            Map.entry("core.risk", List.of("core.model", "core.stats")),
            Map.entry("core.simulate", List.of("core.model", "core.stats")),
            Map.entry("core.train", List.of("core.model")),
            Map.entry("jobs.secrets", List.of()),
            Map.entry("core.evaluate", List.of("core.risk", "core.simulate", "core.train")),
            Map.entry("jobs.sweep", List.of("core.evaluate", "core.json")),
            Map.entry("jobs.plan", List.of("jobs.sweep")),
            Map.entry("jobs.json", List.of()),
            Map.entry("jobs.storage", List.of("core.check", "jobs.json")),
            Map.entry("jobs.parquet", List.of("jobs.storage")),
            Map.entry("jobs.schema", List.of("jobs.sweep", "jobs.parquet", "jobs.secrets")),
            Map.entry("jobs.commit", List.of("jobs.schema")),
            Map.entry("jobs.inventory", List.of("jobs.commit", "jobs.plan")),
            Map.entry("jobs.verification", List.of("jobs.commit")),
            Map.entry("jobs.progress", List.of("jobs.inventory")),
            Map.entry("jobs.isolation", List.of("jobs.plan", "jobs.schema")),
            Map.entry("jobs.execute", List.of("jobs.progress", "jobs.isolation")),
            Map.entry("jobs.frame", List.of("core.json", "jobs.json")),
            Map.entry("jobs.query", List.of("jobs.commit", "jobs.frame")),
            Map.entry("jobs.report", List.of("jobs.query", "jobs.frame")),
            Map.entry("jobs.shell", List.of("jobs.execute", "jobs.report")),
            Map.entry("jobs.watch", List.of("jobs.inventory")),
            Map.entry("jobs.cli", List.of("jobs.execute", "jobs.report", "jobs.watch", "jobs.verification")));

    @Test
    void arrowsPointAsInThePicture() {
        LayeredArchitecture picture = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : MAY_USE.keySet()) {
            picture = picture.optionalLayer(name).definedBy("icl." + name + "..");
        }
        for (String name : MAY_USE.keySet()) {
            String[] used = reachable(name).toArray(String[]::new);
            picture = used.length == 0
                    ? picture.whereLayer(name).mayNotAccessAnyLayer()
                    : picture.whereLayer(name).mayOnlyAccessLayers(used);
        }
        picture.check(CLASSES);
    }

    /** Packages without cycles between files, each with those that it uses. */
    private static final List<String> WITHOUT_CYCLES = List.of(
            "core.covariance",
            "core.prompt",
            "core.design",
            "core.model",
            "core.simulate",
            "core.train",
            "core.risk",
            "core.evaluate");

    /** Files that use no other remaining file are taken away, and files that no other uses, until none is left but those on cycles. */
    @Test
    void noCycleLeadsThroughFiles() {
        Map<String, Set<String>> uses = usesWithin(WITHOUT_CYCLES);
        assertThat(uses).hasSizeGreaterThan(50);
        boolean shrinks = true;
        while (shrinks) {
            Set<String> used = uses.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
            shrinks = uses.entrySet().removeIf(file -> file.getValue().isEmpty() || !used.contains(file.getKey()));
            uses.values().forEach(files -> files.retainAll(uses.keySet()));
        }
        assertThat(uses).as("files on cycles, and what each uses of them").isEmpty();
    }

    /** The files of some packages, and the other ones among them that each uses. */
    private static Map<String, Set<String>> usesWithin(List<String> packages) {
        Map<String, Set<String>> uses = new TreeMap<>();
        CLASSES.stream()
                .filter(type -> isIn(packages, type))
                .forEach(type -> uses.computeIfAbsent(file(type), file -> new TreeSet<>())
                        .addAll(type.getDirectDependenciesFromSelf().stream()
                                .map(Dependency::getTargetClass)
                                .filter(target -> isIn(packages, target))
                                .map(PackagePictureTest::file)
                                .filter(target -> !target.equals(file(type)))
                                .toList()));
        return uses;
    }

    private static boolean isIn(List<String> packages, JavaClass type) {
        return packages.stream().anyMatch(name -> (type.getPackageName() + ".").startsWith("icl." + name + "."));
    }

    @Test
    void noCycleLeadsThroughPackages() {
        slices().matching("icl.(core|jobs).(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noTwoClassesHaveOneName() {
        Map<String, List<String>> named = CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        named.values().removeIf(classes -> classes.size() == 1);
        assertThat(named).isEmpty();
    }

    @Test
    void everyPackageIsInThePicture() {
        Set<String> packages = CLASSES.stream()
                .map(type -> type.getPackageName().replaceFirst("^icl\\.", ""))
                .filter(name -> name.contains(".") && !name.startsWith("bench"))
                .map(name -> String.join(".", List.of(name.split("\\.")).subList(0, 2)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(MAY_USE.keySet()).containsAll(packages);
        assertThat(packages).contains("core.risk", "jobs.cli");
    }

    @Test
    void sparkIsInExecuteAndQueryOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("icl.jobs.execute..", "icl.jobs.query..", "icl.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..")
                .check(CLASSES);
    }

    /** But for the Hadoop settings of a session, which its context alone knows. */
    @Test
    void whatRunsOnSparkNeedsTheDatasetApiOnly() {
        noClasses()
                .that()
                .resideInAPackage("icl.jobs..")
                .and()
                .doNotHaveSimpleName("HadoopSettings")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.spark.rdd..", "org.apache.spark.scheduler..", "org.apache.spark.broadcast..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("org\\.apache\\.spark\\.(SparkContext|util\\..*Accumulator|api\\.java\\.Java.*)")
                .orShould()
                .callMethodWhere(target(nameMatching("sparkContext|rdd|javaRDD|toJavaRDD|listenerManager")))
                .check(CLASSES);
    }

    @Test
    void whatDrawsIsLoadedByReportAndShellOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("icl.jobs.report..", "icl.jobs.shell..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.graalvm..", "com.github.weisj..", "org.apache.pdfbox..", "de.rototor..", "java.awt..")
                .check(CLASSES);
    }

    @Test
    void oneFileOfLinalgImportsBreeze() {
        Set<String> users = CLASSES.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(use -> use.getTargetClass().getPackageName().startsWith("breeze")))
                .map(PackagePictureTest::file)
                .collect(Collectors.toSet());
        assertThat(users).containsExactly("icl.core.linalg.BreezeKernel");
    }

    @Test
    void coreKnowsNoFilesAndNoClock() {
        noClasses()
                .that()
                .resideInAPackage("icl.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.time..", "java.net..", "org.apache.hadoop..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    private static String file(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    private static Set<String> reachable(String name) {
        Set<String> found = new TreeSet<>();
        MAY_USE.get(name).forEach(next -> {
            found.add(next);
            found.addAll(reachable(next));
        });
        return found;
    }
}
