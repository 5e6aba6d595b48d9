import Foundation
import TestSupport
import Testing

/// The generator of bad input finds what ends a process: the finder itself must not be blind.
@Suite struct FuzzTests {
    private static let program = Workbench.executable.deletingLastPathComponent()
        .appendingPathComponent("feel-fuzz")

    private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    @Test func `A case that ends its process is named, and the next ones go on`() throws {
        // A stack of 40 KB is too small for the deeper texts.
        let (status, output) = try Self.run(["--cases", "40", "--seed", "1", "--stack", "40"])
        #expect(status == 1)
        #expect(output.contains("crashed with signal"))
        #expect(output.contains("40 cases, "))
    }

    @Test func `The same seed and number give the same text`() throws {
        let first = try Self.run(["--case", "7:11", "--show"])
        let second = try Self.run(["--case", "7:11", "--show"])
        #expect(first == second)
        #expect(first.status == 0)
        #expect(try Self.run(["--case", "7:12", "--show"]).output != first.output)
    }
}
