// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what benchmarks need never reaches users.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "board-assurance", path: "..")],
    targets: [
        .executableTarget(name: "bench"),
        // Stands before malloc in the executable that links it, to count.
        .target(name: "CAllocations"),
        .executableTarget(
            name: "rules",
            dependencies: [
                "CAllocations", .product(name: "DMN", package: "board-assurance"),
                .product(name: "FEEL", package: "board-assurance"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
