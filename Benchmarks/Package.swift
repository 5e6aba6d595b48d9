// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what benchmarks need never reaches users.
let package = Package(
    name: "benchmarks",
    targets: [.executableTarget(name: "bench")],
    swiftLanguageModes: [.v6]
)
