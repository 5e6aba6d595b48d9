import ArgumentParser
import FEEL
import Foundation

/// The command `baf`: exports in, registers decided, papers out.
@main
struct Baf: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baf",
        abstract: "The risk register and board assurance framework of an NHS trust.",
        discussion: """
            Reads the exports of a trust's risk system, scores every risk, decides by declarative \
            rules which registers it belongs on, keeps every import for ever, and writes the papers.

            EXAMPLES
              baf import register.xml actions.xml framework.xml --as-at 2026-06-30
              baf risks --on HLRR
              baf explain 2101
              baf changes
              baf report hlrr --format html,xlsx --out papers

            EXIT CODES
              0   done
              1   done, and an error-level finding exists (findings --strict, rules check,
                  rules test, verify)
              64  usage
              65  data or rules refused, or not a register; nothing changed
              66  no such file, register or risk
              70  unexpected
              73  cannot write there
              74  input or output error
              75  the register is locked
            """,
        version: Software.version,
        subcommands: [
            ImportCommand.self, RisksCommand.self, ShowCommand.self, ExplainCommand.self,
            ChangesCommand.self, FindingsCommand.self, ReportCommand.self, DecideCommand.self,
            RulesCommand.self, MappingCommand.self, ImportsCommand.self, VerifyCommand.self,
            EraseCommand.self, WithdrawCommand.self, BackupCommand.self, RestoreCommand.self,
            InitCommand.self,
        ])

    /// Runs the command that the arguments name.
    static func main() {
        // Rules may name time zones; the pure engine cannot read the system's table of them itself.
        TimeZones.install { name in
            FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)").map { [UInt8]($0) }
        }
        do {
            var command = try parseAsRoot()
            try command.run()
            leave(0)
        } catch let code as ExitCode {
            leave(code.rawValue)
        } catch {
            // What the parser says quotes the arguments.
            let code = exitCode(for: error).rawValue
            let text = fullMessage(for: error)
            if code == 0 { Output.line(text) } else { Output.note(text) }
            leave(code)
        }
    }

    /// Ends the process when everything is written.
    ///
    /// Without the destructors that `exit` runs: a thread of the pool that is just coming to rest (an
    /// import has one) may still use what they take away, and a finished command would end in a crash.
    private static func leave(_ code: Int32) -> Never {
        fflush(nil)
        _exit(code)
    }
}

/// The program's version: part of what makes an answer reproducible.
enum Software {
    /// The version; papers and imports print it.
    static let version = "0.1.0"
    /// The name and version as the register keeps it.
    static let name = "baf \(version)"
}
