package import Foundation
import Testing

/// A folder of its own with the built `baf`, for tests that run the program as a user does.
package final class Workbench: Sendable {
    /// What a run of the program gave.
    package struct Run: Sendable {
        /// The exit code; the signal's number plus 128 when it was killed.
        package let status: Int32
        /// Standard output.
        package let output: String
        /// Standard error.
        package let errors: String

        /// Standard output read as JSON: arrays, dictionaries, strings, numbers.
        package func json() throws -> Any {
            try JSONSerialization.jsonObject(with: Data(output.utf8), options: [.fragmentsAllowed])
        }

        /// Standard output read as a JSON array of objects, by their id.
        package func rows() throws -> [[String: Any]] {
            try #require(try json() as? [[String: Any]])
        }
    }

    /// The folder; it is removed with the workbench.
    package let folder: URL

    /// The repository that the tests belong to.
    package static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The program: beside the test runner, or where BAF_EXECUTABLE says.
    package static let executable: URL = {
        if let path = ProcessInfo.processInfo.environment["BAF_EXECUTABLE"] {
            return URL(fileURLWithPath: path)
        }
        let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("baf")
        if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
        return repository.appendingPathComponent(".build/debug/baf")
    }()

    /// A fresh folder.
    ///
    /// - Throws: When it cannot be made.
    package init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("baf-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A path below the repository ("Samples/hct/framework.xml").
    package static func path(_ relative: String) -> String {
        repository.appendingPathComponent(relative).path
    }

    /// A path in the folder.
    package func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// Writes a file into the folder.
    ///
    /// - Parameters:
    ///   - name: The file's name.
    ///   - text: Its text, written as UTF-8.
    /// - Returns: The file's path.
    /// - Throws: When it cannot be written.
    @discardableResult
    package func write(_ name: String, _ text: String) throws -> String {
        try write(name, bytes: Array(text.utf8))
    }

    /// Writes a file of bytes into the folder.
    ///
    /// - Parameters:
    ///   - name: The file's name.
    ///   - bytes: Its bytes.
    /// - Returns: The file's path.
    /// - Throws: When it cannot be written.
    @discardableResult
    package func write(_ name: String, bytes: [UInt8]) throws -> String {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }

    /// A process of the program, in the folder, with the default rules and a fixed clock.
    ///
    /// - Parameters:
    ///   - arguments: The words after `baf`.
    ///   - environment: Variables to add.
    /// - Returns: A process that has not been started.
    package func process(_ arguments: [String], environment: [String: String] = [:]) -> Process {
        let process = Process()
        process.executableURL = Workbench.executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment
        variables["BAF_RULES"] = Workbench.path("Rules/hct")
        variables["BAF_REGISTER"] = path("register.sqlite")
        variables["SOURCE_DATE_EPOCH"] = "1786000000"
        variables["SWIFT_BACKTRACE"] = "enable=no"
        variables["COLUMNS"] = "100"
        variables.merge(environment) { _, new in new }
        process.environment = variables
        return process
    }

    /// Runs the program and waits for it.
    ///
    /// - Parameters:
    ///   - arguments: The words after `baf`.
    ///   - environment: Variables to add.
    /// - Returns: What the run gave.
    /// - Throws: When the program cannot be started.
    @discardableResult
    package func baf(_ arguments: String..., environment: [String: String] = [:]) throws -> Run {
        try run(arguments, environment: environment)
    }

    /// Runs the program with a list of words and waits for it.
    ///
    /// - Parameters:
    ///   - arguments: The words after `baf`.
    ///   - environment: Variables to add.
    /// - Returns: What the run gave.
    /// - Throws: When the program cannot be started.
    package func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Run {
        let process = process(arguments, environment: environment)
        // Files, not pipes: a full pipe that nobody reads would stop the program.
        let (out, err) = (path(".out-\(UUID().uuidString)"), path(".err-\(UUID().uuidString)"))
        _ = FileManager.default.createFile(atPath: out, contents: nil)
        _ = FileManager.default.createFile(atPath: err, contents: nil)
        process.standardOutput = FileHandle(forWritingAtPath: out)
        process.standardError = FileHandle(forWritingAtPath: err)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let status =
            process.terminationReason == .uncaughtSignal
            ? process.terminationStatus + 128 : process.terminationStatus
        return Run(
            status: status, output: (try? String(contentsOfFile: out, encoding: .utf8)) ?? "",
            errors: (try? String(contentsOfFile: err, encoding: .utf8)) ?? "")
    }

    /// Runs the program, requires that it succeeds, and gives its JSON rows by id.
    ///
    /// - Parameter arguments: The words after `baf`; `-o json` is added.
    /// - Returns: The objects by their `id`.
    /// - Throws: When the run fails or gives no rows.
    package func rows(_ arguments: String...) throws -> [String: [String: Any]] {
        let run = try run(arguments + ["-o", "json"])
        try #require(run.status == 0, "\(arguments) gave \(run.status): \(run.errors)")
        return Dictionary(
            try run.rows().map { ($0["id"] as? String ?? "", $0) },
            uniquingKeysWith: { first, _ in first })
    }
}
