import ArgumentParser
import RegisterDesk
import RiskRegister

extension Ruling.Verb: ExpressibleByArgument {}

/// `baf decide`: record what people ruled.
struct DecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Record a ruling on a risk: who, in what role, at which meeting, and why.",
        discussion: """
            agree and refuse answer the proposal that stands on the register; hold and release keep a \
            risk on a register whatever its score, and end that; accept-finding takes a finding's code \
            as its register; mark takes public or private.

            EXAMPLES
              baf decide 2101 agree --register HLRR --by "P Jones" --role "Chief Executive" \\
                --meeting "Executive Team" --date 2026-07-12 --why "controls tested in June"
              baf decide 2107 accept-finding --register SC02 --by "A Lee" --role "Risk lead" \\
                --meeting "Risk Group" --date 2026-07-12 --until 2026-12-31 --why "combined score"
            """)

    @Argument(help: ArgumentHelp("The risk's id.", valueName: "id"))
    var id: String

    @Argument(help: "agree, refuse, hold, release, accept-finding or mark.")
    var verb: Ruling.Verb

    @Option(
        name: .customLong("register"), parsing: .singleValue,
        help: ArgumentHelp(
            "The register; a finding's code; or the mark. Given twice, the register's file too (it has a . or /).",
            valueName: "name"))
    var names: [String]

    @Option(help: ArgumentHelp("Who decided.", valueName: "name"))
    var by: String

    @Option(help: ArgumentHelp("In what role.", valueName: "role"))
    var role: String

    @Option(help: ArgumentHelp("At which meeting.", valueName: "name"))
    var meeting: String

    @Option(help: ArgumentHelp("The day from which it counts.", valueName: "day"))
    var date: Day

    @Option(help: ArgumentHelp("The reason.", valueName: "text"))
    var why: String

    @Option(help: ArgumentHelp("The last day it counts.", valueName: "day"))
    var until: Day?

    @Option(
        help: ArgumentHelp(
            "The newest entry that the deciders saw (default: the newest there is).",
            valueName: "sequence"))
    var seen: Int?

    @Option(
        help: ArgumentHelp(
            "The organisation, where the register holds several.", valueName: "code"))
    var organisation: String?

    @Option(help: ArgumentHelp("Rules to look at the risk by, as a what-if.", valueName: "dir"))
    var rules: String?

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    @Flag(name: .customLong("no-color"), help: "Print without colour.")
    var noColor = false

    /// `--register` names a register here, and elsewhere the register's file; both may be given.
    private var register: String { names.first { !isFile($0) } ?? "" }

    private func isFile(_ name: String) -> Bool { name.contains("/") || name.contains(".") }

    private var common: CommonOptions {
        var options = CommonOptions()
        options.register = names.first(where: isFile)
        options.rules = rules
        options.quiet = quiet
        options.noColor = noColor
        return options
    }

    func run() throws {
        try reporting {
            let answer = try RuleRequest(
                id: id, organisation: organisation, verb: verb, register: register, by: by,
                role: role, meeting: meeting, date: date, why: why, until: until, seen: seen,
                rules: rules
            ).answered(common)
            if !quiet { answer.lines.forEach { Output.line($0) } }
        }
    }
}

extension RuleAnswer {
    /// What was recorded, what came of it, and whether the rules ask for another body.
    fileprivate var lines: [String] {
        let said =
            "\(ruling.id): \(ruling.verb.rawValue) \(ruling.register), \(ruling.meeting), "
            + "\(ruling.date.inWords); recorded as entry \(ruling.sequence). \(consequence)"
        guard let needs, needs != ruling.meeting else { return [said] }
        return [
            said,
            "The rules ask for a ruling of the \(needs); this one is recorded as it was given.",
        ]
    }

    /// What the ruling did to the risk's registers, in words.
    private var consequence: String {
        func list(_ ids: [String]) -> String { ids.joined(separator: " and ") }
        let left = before.filter { !after.contains($0) }
        let entered = after.filter { !before.contains($0) }
        let stays = after.filter { before.contains($0) }
        var parts: [String] = []
        if !left.isEmpty { parts.append("It has left \(list(left))") }
        if !entered.isEmpty { parts.append("It has entered \(list(entered))") }
        if !stays.isEmpty { parts.append("It stays on \(list(stays))") }
        return parts.isEmpty ? "It is on no register." : parts.joined(separator: ". ") + "."
    }
}
