import Foundation
import TestSupport

/// Swift's own tools, used on the modules that this test run was built from.
///
/// A program compiled here is of another package, so it sees public names only: as a user does.
enum Toolchain {
    /// Where the build put modules and objects: beside the test runner.
    private static let build = URL(fileURLWithPath: CommandLine.arguments[0])
        .deletingLastPathComponent()

    /// Compiles files into a program that is linked with both products.
    ///
    /// - Parameters:
    ///   - files: Paths of Swift files, one of them `main.swift`.
    ///   - program: Where the program goes.
    /// - Returns: What the compiler said; empty when all is well.
    /// - Throws: When there is no compiler, or no build.
    static func compile(_ files: [String], to program: String) throws -> String {
        let objects = try ["FEEL", "Texts", "DMN", "DMNXML", "XML", "Digests"].flatMap(objects)
        let run = try run(
            "swiftc",
            [
                "-swift-version", "6", "-package-name", "outside", "-warnings-as-errors",
                "-enable-upcoming-feature", "MemberImportVisibility",
            ] + searchPaths() + files + objects + ["-lxml2", "-lcrypto", "-o", program])
        return run.status == 0 ? "" : run.errors
    }

    /// The public symbols of a module, as DocC gets them.
    static func symbols(of module: String, into folder: URL) throws -> [Symbol] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let run = try run(
            "swift",
            [
                "symbolgraph-extract", "-module-name", module, "-minimum-access-level", "public",
                "-target", try target(), "-output-dir", folder.path,
            ] + searchPaths())
        guard run.status == 0 else { throw Failure(what: run.errors) }
        let data = try Data(contentsOf: folder.appendingPathComponent("\(module).symbols.json"))
        return try JSONDecoder().decode(Graph.self, from: data).symbols
    }

    /// Runs a program in the repository.
    static func run(
        _ program: String, _ arguments: [String]
    ) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.currentDirectoryURL = Workbench.repository
        let scratch = try Workbench()
        for name in ["output", "errors"] { try scratch.write(name, "") }
        let output = try FileHandle(
            forWritingTo: URL(fileURLWithPath: scratch.path("output")))
        let errors = try FileHandle(
            forWritingTo: URL(fileURLWithPath: scratch.path("errors")))
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        process.waitUntilExit()
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: scratch.path(name), encoding: .utf8)
        }
        return (process.terminationStatus, try text("output"), try text("errors"))
    }

    /// A symbol of a module's symbol graph.
    struct Symbol: Decodable {
        /// The names that lead to it, its own last.
        let pathComponents: [String]
    }

    /// Why a tool gave no answer.
    struct Failure: Error {
        /// What it said.
        let what: String
    }

    private struct Graph: Decodable {
        let symbols: [Symbol]
    }

    /// The objects of a module's present sources; the folder may hold those of deleted ones too.
    private static func objects(of module: String) throws -> [String] {
        struct Outputs: Decodable { let object: String? }
        let map = build.appendingPathComponent("\(module).build/output-file-map.json")
        return try JSONDecoder().decode([String: Outputs].self, from: Data(contentsOf: map))
            .values.compactMap(\.object).sorted()
    }

    private static func searchPaths() throws -> [String] {
        let flags = try run("pkg-config", ["--cflags", "libxml-2.0", "libcrypto"]).output
            .split(whereSeparator: \.isWhitespace).flatMap { ["-Xcc", String($0)] }
        let maps = ["CCrypto", "CLibXML2"].flatMap {
            ["-Xcc", "-fmodule-map-file=" + Workbench.path("Sources/\($0)/module.modulemap")]
        }
        return ["-I", build.appendingPathComponent("Modules").path] + maps + flags
    }

    private static func target() throws -> String {
        struct Info: Decodable {
            struct Target: Decodable { let triple: String }
            let target: Target
        }
        let text = try run("swiftc", ["-print-target-info"]).output
        return try JSONDecoder().decode(Info.self, from: Data(text.utf8)).target.triple
    }
}
