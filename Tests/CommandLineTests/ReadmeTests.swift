import Foundation
import TestSupport
import Testing

/// README.md says what the program does: its commands are run, and its table of commands is whole.
@Suite("The README") struct ReadmeTests {
    /// A command of the README and the lines printed below it.
    struct Example {
        var command: String
        var lines: [String]
    }

    private static func readme() throws -> String {
        try String(contentsOfFile: Workbench.path("README.md"), encoding: .utf8)
    }

    /// The commands of the console blocks, in order.
    private static func examples() throws -> [Example] {
        var examples: [Example] = []
        for block in try readme().components(separatedBy: "```console\n").dropFirst() {
            for line in (block.components(separatedBy: "```").first ?? "").split(
                separator: "\n", omittingEmptySubsequences: false
            ) {
                if line.hasPrefix("$ ") {
                    examples.append(Example(command: String(line.dropFirst(2)), lines: []))
                } else if !examples.isEmpty {
                    examples[examples.count - 1].lines.append(String(line))
                }
            }
        }
        return examples
    }

    @Test("Its commands, run in their order in one register, print what it says")
    func commands() throws {
        let bench = try Workbench()
        let examples = try ReadmeTests.examples().filter { $0.command.hasPrefix("baf ") }
        try #require(examples.count >= 5)
        for example in examples {
            let words = example.command.split(separator: " ").dropFirst().map(String.init)
            let run = try bench.run(
                words.map {
                    $0.hasPrefix("Samples/") || $0.hasPrefix("Rules/") ? Workbench.path($0) : $0
                })
            #expect(run.status == 0, "\(example.command): \(run.errors)")
            // On a terminal the closing count, which goes to standard error, stands last.
            let printed = (run.output + run.errors)
                .replacing(Workbench.repository.path + "/", with: "")
            #expect(
                matches(lines(printed), example.lines), "\(example.command) printed:\n\(printed)")
        }
    }

    private func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Whether a text has the wanted lines; a line "..." stands for any lines.
    private func matches(_ text: [String], _ wanted: [String]) -> Bool {
        var rest = text[...]
        while rest.last?.isEmpty == true { rest.removeLast() }
        var parts = [[String]]()
        var part: [String] = []
        for line in wanted {
            if line == "..." {
                parts.append(part)
                part = []
            } else {
                part.append(line)
            }
        }
        while part.last?.isEmpty == true { part.removeLast() }
        guard let first = parts.first else { return Array(rest) == part }
        guard Array(rest.prefix(first.count)) == first else { return false }
        rest = rest.dropFirst(first.count)
        guard rest.count >= part.count, Array(rest.suffix(part.count)) == part else {
            return false
        }
        rest = rest.dropLast(part.count)
        for middle in parts.dropFirst() {
            let starts = rest.indices.filter {
                Array(rest[$0...].prefix(middle.count)) == middle
            }
            guard let start = starts.first else { return false }
            rest = rest[(start + middle.count)...]
        }
        return true
    }

    @Test("Every command has help with an example, and a row in the README")
    func help() throws {
        let bench = try Workbench()
        let readme = try ReadmeTests.readme()
        let commands = try subcommands(bench, [])
        #expect(commands.count >= 12)
        for command in commands {
            #expect(readme.contains("\n| `baf \(command)` | "), "\(command) is not in the README")
            var words = [[command]]
            if ["rules", "mapping"].contains(command) {
                words += try subcommands(bench, [command]).map { [command, $0] }
            }
            for path in words {
                let run = try bench.run(path + ["--help"])
                #expect(run.status == 0)
                let example = "\n  baf " + path.joined(separator: " ")
                #expect(
                    run.output.contains("EXAMPLES") && run.output.contains(example),
                    "\(path.joined(separator: " ")) has no example")
            }
        }
    }

    /// The names that help lists as subcommands.
    private func subcommands(_ bench: Workbench, _ path: [String]) throws -> [String] {
        let help = try bench.run(path + ["--help"]).output
        let list = try #require(help.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first)
        return lines(list.components(separatedBy: "\n\n").first ?? "").compactMap { line in
            guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
            return line.split(separator: " ").first.map(String.init)
        }
    }

    @Test(
        "What the pages name is there: linked files, source files and make targets",
        arguments: ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "Rules/README.md"])
    func names(_ page: String) throws {
        let text = try String(contentsOfFile: Workbench.path(page), encoding: .utf8)
        let folder = URL(fileURLWithPath: Workbench.path(page)).deletingLastPathComponent()
        for link in text.matches(of: /\]\((?<path>[A-Za-z\/.]+)\)/) {
            let target = folder.appendingPathComponent(String(link.path)).path
            #expect(FileManager.default.fileExists(atPath: target), "\(link.path)")
        }
        let sources =
            try FileManager.default.subpathsOfDirectory(
                atPath: Workbench.repository.path + "/Sources"
            ).map { "Sources/" + $0 }
            + FileManager.default.subpathsOfDirectory(atPath: Workbench.repository.path + "/Tests")
            .map { "Tests/" + $0 }
        for name in text.matches(of: /`(?<path>[A-Za-z+\/]+\.swift)`/) {
            #expect(
                sources.contains { $0.hasSuffix("/" + name.path) || $0 == name.path },
                "\(name.path)")
        }
        let makefile = try String(contentsOfFile: Workbench.path("Makefile"), encoding: .utf8)
        for target in text.matches(of: /(`|    )make (?<name>[a-z]+)/) {
            #expect(makefile.contains("\n\(target.name):"), "make \(target.name)")
        }
    }

    @Test("The table it shows is the one that the program prints")
    func table() throws {
        let bench = try Workbench()
        let printed = lines(
            try bench.baf("rules", "show", "--only", "routing", "--markdown").output)
        let shown = lines(try ReadmeTests.readme()).filter { $0.hasPrefix("| REG-") }
        #expect(shown.count >= 4)
        #expect(shown == printed.filter { $0.hasPrefix("| REG-") })
    }
}
