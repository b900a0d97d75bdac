// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.deltabook.job.cli.Program;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rings: pure core, Parquet, Flink adapters, wiring. Each knows only those inside it. */
@AnalyzeClasses(packages = "io.deltabook", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String CLI = "io.deltabook.job.cli..";
    private static final String JOB = "io.deltabook.job..";
    private static final String PARQUET = "io.deltabook.job.parquet..";
    private static final int MAX_CLASSES = 30;

    /** They write or join files on a disk, and are not asked for those of a store. */
    private static final Set<String> DISK_ONLY =
            Set.of(
                    "io.deltabook.job.output.OutputFolder",
                    "io.deltabook.job.parquet.event.join.JoinedFileCheck$Opened");

    /** They have another way for a store beside that for a disk, or write working files. */
    private static final Set<String> TWO_WAYS =
            Set.of(
                    "io.deltabook.job.cli.run.WorkingFolder",
                    "io.deltabook.job.output.OutputFolder",
                    "io.deltabook.job.state.StopSavepoint");

    private static final Set<String> WRITING =
            Set.of(
                    "write",
                    "writeString",
                    "newOutputStream",
                    "newBufferedWriter",
                    "createFile",
                    "createTempFile",
                    "createLink",
                    "createSymbolicLink",
                    "copy",
                    "move");

    private static final Set<String> OF_DISK =
            Set.of(
                    "java.io.File",
                    "java.io.FileInputStream",
                    "java.io.FileOutputStream",
                    "java.io.FileReader",
                    "java.io.FileWriter",
                    "java.io.RandomAccessFile",
                    "java.nio.file.Paths",
                    "org.apache.parquet.io.LocalInputFile");

    private static final DescribedPredicate<JavaClass> CORE =
            resideInAPackage("io.deltabook..")
                    .and(resideOutsideOfPackage(JOB))
                    .as("the pure core (udf)");

    @ArchTest
    static final ArchRule theCoreUsesTheJdkOnly =
            classes()
                    .that(CORE)
                    .should()
                    .onlyDependOnClassesThat(CORE.or(resideInAPackage("java..")))
                    .because("the core runs and is tested without Flink; adapt in job instead")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule parquetKnowsNoFlink =
            noClasses()
                    .that()
                    .resideInAPackage(PARQUET)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..")
                    .because("reading and writing files is measured and tested without a job")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule parquetKnowsNoAdapter =
            noClasses()
                    .that()
                    .resideInAPackage(PARQUET)
                    .should()
                    .dependOnClassesThat(resideInAPackage(JOB).and(resideOutsideOfPackage(PARQUET)))
                    .because("ring 1 sees the core only; pass what it needs as a parameter")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.deltabook.(**)")
                    .should()
                    .beFreeOfCycles()
                    .ignoreDependency(DeltabookJob.class, Program.class)
                    .because("a room that needs its neighbour and is needed by it is one room");

    @ArchTest
    static final ArchRule roomsWithoutFlink =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.deltabook.job.plan..",
                            "io.deltabook.job.source.lane..",
                            "io.deltabook.job.output..",
                            "io.deltabook.job.storage",
                            "io.deltabook.job.storage.remote..",
                            "io.deltabook.job.storage.lease..",
                            "io.deltabook.job.seed..",
                            "io.deltabook.job.replay..",
                            "io.deltabook.job.compact..",
                            "io.deltabook.job.inspect..",
                            "io.deltabook.job.generate..",
                            "io.deltabook.job.iceberg..",
                            "io.deltabook.job.sql..",
                            "io.deltabook.job.fidelity..",
                            "io.deltabook.job.doctor..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..")
                    .because("only the shell knows Flink; these are tested without a job");

    @ArchTest
    static final ArchRule onlyParquetUsesParquetJava =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            PARQUET,
                            "io.deltabook.job.generate..",
                            "io.deltabook.job.iceberg..",
                            "io.deltabook.job.importing..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.parquet..")
                    .because(
                            "the format has one home; generate and import write input, and that by parquet-java, so that our encoders are not read by their own; iceberg says footers in a table's terms");

    @ArchTest
    static final ArchRule whatReadsFilesReadsThoseOfStores =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            PARQUET,
                            "io.deltabook.job.plan..",
                            "io.deltabook.job.source.lane..",
                            "io.deltabook.job.output..",
                            "io.deltabook.job.replay..",
                            "io.deltabook.job.verify..",
                            "io.deltabook.job.inspect..",
                            "io.deltabook.job.sql..",
                            "io.deltabook.job.view..",
                            "io.deltabook.job.export..",
                            "io.deltabook.job.grid..",
                            "io.deltabook.job.fidelity..")
                    .and(describe("are not of a disk", type -> !DISK_ONLY.contains(type.getName())))
                    .should()
                    .callMethodWhere(describe("is of a disk", ArchitectureTest::isOfDisk))
                    .orShould()
                    .dependOnClassesThat(
                            describe(
                                    "open files of a disk only",
                                    type -> OF_DISK.contains(type.getName())))
                    .because(
                            "a path may be in a store: take it from Place, and open it by java.nio.file.Files");

    @ArchTest
    static final ArchRule whatWritesARunWritesToStoresToo =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.deltabook.job.plan..",
                            "io.deltabook.job.source..",
                            "io.deltabook.job.sink..",
                            "io.deltabook.job.seed..",
                            "io.deltabook.job.state..",
                            "io.deltabook.job.output..",
                            "io.deltabook.job.verify..",
                            "io.deltabook.job.cli.run..",
                            "io.deltabook.job.cli.finish..")
                    .and(describe("have one way only", type -> !TWO_WAYS.contains(type.getName())))
                    .should()
                    .callMethodWhere(describe("writes to a disk", ArchitectureTest::isWriting))
                    .because(
                            "a folder of a run may be in a store: write a small file by AtomicFile, data by Flink's file systems");

    @ArchTest
    static final ArchRule onlyTheRoomOfTablesUsesIceberg =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.deltabook.job.iceberg..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.iceberg..")
                    .because("a run must neither need nor load the library of tables");

    @ArchTest
    static final ArchRule verifyingKnowsNoFlink =
            noClasses()
                    .that()
                    .resideInAPackage("io.deltabook.job.verify..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..")
                    .because("an output is judged by its files alone, not by what wrote them")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule importingKnowsNoFlink =
            noClasses()
                    .that()
                    .resideInAPackage("io.deltabook.job.importing..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..")
                    .because("text becomes Parquet without a job")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothingDependsOnTheCommandLine =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(CLI)
                    .and()
                    .doNotBelongToAnyOf(DeltabookJob.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(CLI)
                    .because(
                            "the job also runs without it; move what is shared inwards. Flink's entry is named for its users, and does nothing itself")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheCommandLineUsesPicocli =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(CLI)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("picocli..", "me.tongfei..")
                    .because("terminal libraries stay at the edge")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule classesAreFinal =
            classes()
                    .that(describe("are concrete", ArchitectureTest::isConcrete))
                    .should()
                    .haveModifier(JavaModifier.FINAL)
                    .because("nothing here is made to be extended; use an interface")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayTheRole =
            noClasses()
                    .should()
                    .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
                    .because("such a name says nothing about what the class does")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noFieldIsOptional =
            fields().should()
                    .notHaveRawType(Optional.class)
                    .because("absence is a state of the class; keep the value nullable and private")
                    .allowEmptyShould(true);

    @ArchTest
    static void noPackageHasMoreThanThirtyClasses(JavaClasses classes) {
        Map<String, Long> large =
                classes.stream()
                        .filter(type -> type.isTopLevelClass() && !isPackagePage(type))
                        .collect(groupingBy(JavaClass::getPackageName, counting()));
        large.values().removeIf(count -> count <= MAX_CLASSES);

        assertThat(large).as("packages with more than %d classes", MAX_CLASSES).isEmpty();
    }

    private static boolean isPackagePage(JavaClass type) {
        return "package-info".equals(type.getSimpleName());
    }

    private static boolean isOfDisk(JavaMethodCall call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getName();
        return owner.equals("java.nio.file.Path") && (name.equals("of") || name.equals("toFile"))
                || owner.equals("java.nio.channels.FileChannel") && name.equals("open");
    }

    /** A copy into a stream reads. */
    private static boolean isWriting(JavaMethodCall call) {
        return call.getTargetOwner().getName().equals("java.nio.file.Files")
                && WRITING.contains(call.getName())
                && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(OutputStream.class));
    }

    private static boolean isConcrete(JavaClass type) {
        final boolean enumConstant = type.getRawSuperclass().map(JavaClass::isEnum).orElse(false);
        return !type.isInterface()
                && !type.isEnum()
                && !enumConstant
                && !type.isAnonymousClass()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    }
}
