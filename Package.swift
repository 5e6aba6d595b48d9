// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors in CI, so that a warning never waits there for somebody to see it.
let warnings: [SwiftSetting] =
    Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

let strict: [SwiftSetting] =
    [
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
        .enableUpcomingFeature("ExistentialAny"),
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
        .enableUpcomingFeature("MemberImportVisibility"),
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + warnings

func source(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude,
        swiftSettings: strict)
}

let package = Package(
    name: "board-assurance",
    products: [
        .executable(name: "baf", targets: ["baf"]),
        .library(name: "FEEL", targets: ["FEEL"]),
        .library(name: "DMN", targets: ["DMN", "DMNXML"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C libraries, each behind a header of static inline wrappers.
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Pure: no I/O, no clock, no C.
        source("FEEL"),
        source("Texts"),
        source("DMN", ["FEEL", "Texts"]),
        source("RiskRegister", ["DMN", "FEEL", "Texts"]),
        source("HTML"),

        // Bytes to values.
        source("Digests", ["CCrypto"]),
        source("XML", ["CLibXML2", "Digests", "Texts"]),
        source("DMNXML", ["XML", "DMN", "FEEL", "Texts"]),
        source("Tables", ["XML", "FEEL", "CXlsxWriter", "CZip", "CZlib"]),
        source("DMNRows", ["Tables", "DMN", "FEEL"]),
        source("Intake", ["XML", "Tables", "Digests", "RiskRegister", "FEEL", "Texts"]),
        source(
            "Rulebooks",
            [
                "DMNXML", "DMN", "FEEL", "RiskRegister", "Digests", "Texts",
                .product(name: "Yams", package: "Yams"),
            ]),

        source(
            "RuleSheets",
            [
                "Rulebooks", "Tables", "DMNXML", "DMN", "FEEL", "RiskRegister", "XML", "Digests",
            ]),

        // Values to history and papers.
        source(
            "RegisterStore",
            [
                "RiskRegister", "Digests", .product(name: "GRDB", package: "GRDB.swift"),
                // The import's hot path binds through SQLite's own C functions.
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        source("RegisterReports", ["RiskRegister", "HTML", "Tables", "Texts"]),
        source("RulebookPages", ["Rulebooks", "RegisterReports", "RiskRegister", "HTML"]),

        // Everything that people can ask, import, rule and issue.
        source(
            "RegisterDesk",
            [
                "RiskRegister", "FEEL", "DMN", "DMNXML", "DMNRows", "XML", "Tables", "Texts",
                "Intake", "Rulebooks", "RulebookPages", "RuleSheets", "RegisterStore",
                "RegisterReports", "Digests",
            ]),

        // Commands.
        .executableTarget(
            name: "baf",
            dependencies: [
                "RegisterDesk", "RegisterReports", "RiskRegister", "FEEL", "Texts",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),
        .executableTarget(
            name: "dmn-tck",
            dependencies: ["DMNXML", "DMN", "FEEL", "XML"], swiftSettings: strict),
        .executableTarget(name: "make-samples", swiftSettings: strict),
        .executableTarget(
            name: "desk-clock", dependencies: ["RegisterDesk", "RiskRegister"],
            swiftSettings: strict),
        .executableTarget(
            name: "feel-fuzz", dependencies: ["DMNXML", "DMN", "FEEL"], swiftSettings: strict),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        tests("PackageTests", []),
        tests("TextsTests", ["Texts"]),
        tests("FEELTests", ["FEEL"], exclude: ["Cases"]),
        tests("DMNTests", ["DMN", "DMNXML", "FEEL"]),
        tests("HTMLTests", ["HTML"]),
        tests("TablesTests", ["Tables", "XML"], exclude: ["Files"]),
        tests("DMNRowsTests", ["DMNRows", "Tables", "DMN", "FEEL"]),
        tests("XMLTests", ["XML", "Digests"]),
        tests(
            "DMNXMLTests", ["DMNXML", "DMN", "XML"], exclude: ["Files", "Golden"]),
        .target(
            name: "RegisterTestSupport", dependencies: ["RiskRegister", "FEEL"],
            path: "Tests/RegisterTestSupport", swiftSettings: strict),
        tests("RiskRegisterTests", ["RiskRegister", "DMN", "FEEL", "RegisterTestSupport"]),
        tests(
            "IntakeTests",
            ["Intake", "RiskRegister", "Rulebooks", "Tables", "XML", "Digests", "FEEL"],
            exclude: ["Golden"]),
        tests(
            "RuleSheetsTests", ["RuleSheets", "Tables", "Rulebooks", "DMNXML"], exclude: ["Files"]),
        tests("RulebooksTests", ["Rulebooks", "RiskRegister", "DMN", "DMNXML", "FEEL"]),
        tests(
            "RegisterStoreTests",
            [
                "RegisterStore", "RiskRegister", "FEEL", "Digests", "RegisterTestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        tests(
            "RegisterReportsTests", ["RegisterReports", "RiskRegister", "Rulebooks", "Tables"],
            exclude: ["Golden"]),
        tests(
            "RulebookPagesTests", ["RulebookPages", "Rulebooks"], exclude: ["Golden", "Rulebook"]),
        tests(
            "RegisterDeskTests",
            ["RegisterDesk", "RegisterStore", "RegisterReports", "RiskRegister"]),
        tests(
            "CommandLineTests", ["RiskRegister", "Digests"],
            exclude: ["Golden", "Recount", "Registers"]),
    ],
    swiftLanguageModes: [.v6]
)
