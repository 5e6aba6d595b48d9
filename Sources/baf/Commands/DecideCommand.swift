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
            risk on a register whatever its score, and end that; not-strategic answers that no \
            strategic objective is affected; place puts an operational risk under a principal risk. \
            accept-finding takes a finding's code as its register; accept-risk tolerates the risk at \
            its score; both have an end. ask-action asks a role for an action, note notes, mark marks \
            for publication. ratify makes another body's latest ruling on the register the body's own.
            --opening accepts a body's whole opening position, as the first extract found it: what the \
            rules put on a register is confirmed, what only the trust's marks put there stays as found.

            EXAMPLES
              baf decide 2101 agree --register HLRR --by "P Jones" --role "Chief Executive" \\
                --meeting "Executive Team" --date 2026-07-12 --why "controls tested in June"
              baf decide 2107 accept-finding --register SC02 --by "A Lee" --role "Risk lead" \\
                --meeting "Risk Group" --date 2026-07-12 --until 2026-12-31 --why "combined score"
              baf decide --opening --body board --by "S Grey" --role Chair --meeting "Trust Board" \\
                --date 2026-02-26 --why "the position as found, for the first year"
              baf decide --sheet board.xlsx --body board --meeting "Trust Board" --date 2026-07-23
              baf decide 2101 place --under PR3 --by "S Grey" --role Chair --meeting "Trust Board" \\
                --minute TB/26/071 --date 2026-07-23 --why "a cause of PR3"
            """)

    @Argument(help: ArgumentHelp("The risk's id.", valueName: "id"))
    var id: String?

    @Argument(
        help: "What was decided: \(Ruling.Verb.allCases.map(\.rawValue).joined(separator: ", ")).")
    var verb: Ruling.Verb?

    @Option(
        name: .customLong("register"), parsing: .singleValue,
        help: ArgumentHelp(
            "The register; a finding's code; or the mark. Given twice, the register's file too (it has a . or /).",
            valueName: "name"))
    var names: [String] = []

    @Option(help: ArgumentHelp("Who chaired the body that decided.", valueName: "name"))
    var by: String?

    @Option(help: ArgumentHelp("In what role.", valueName: "role"))
    var role: String?

    @Option(help: ArgumentHelp("At which meeting.", valueName: "name"))
    var meeting: String?

    @Option(help: ArgumentHelp("The day from which it counts.", valueName: "day"))
    var date: Day?

    @Option(help: ArgumentHelp("The reason.", valueName: "text"))
    var why: String?

    @Option(help: ArgumentHelp("The last day it counts.", valueName: "day"))
    var until: Day?

    @Option(
        help: ArgumentHelp(
            "The body that decided, by id or name (default: the one that the rules ask for).",
            valueName: "id"))
    var body: String?

    @Option(help: ArgumentHelp("The minute's reference.", valueName: "ref"))
    var minute: String?

    @Option(help: ArgumentHelp("Who records it.", valueName: "name"))
    var recordedBy: String?

    @Option(help: ArgumentHelp("The principal risk to place it under.", valueName: "id"))
    var under: String?

    @Option(help: ArgumentHelp("The role that is asked for an action.", valueName: "role"))
    var owner: String?

    @Option(help: ArgumentHelp("The day by which the action is asked.", valueName: "day"))
    var due: Day?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("The mark: public, part or private.", valueName: "mark"))
    var mark: String?

    @Option(help: ArgumentHelp("The field that is marked; else the whole risk.", valueName: "name"))
    var field: String?

    @Option(
        help: ArgumentHelp(
            "The exemption under which it is withheld, as in FOIA s38.", valueName: "name"))
    var exemption: String?

    @Flag(help: "Accept the body's opening position, with its differences from the rules.")
    var opening = false

    @Option(
        help: ArgumentHelp(
            "The questions of a meeting: written where the file (.csv, .xlsx) is not there yet, else read back.",
            valueName: "file"))
    var sheet: String?

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
    private var register: String { mark ?? names.first { !isFile($0) } ?? "" }

    private func isFile(_ name: String) -> Bool { name.contains("/") || name.contains(".") }

    private var common: CommonOptions {
        var options = CommonOptions()
        options.register = names.first(where: isFile)
        options.rules = rules
        options.quiet = quiet
        options.noColor = noColor
        return options
    }

    func validate() throws {
        if sheet != nil {
            guard id == nil else {
                throw ValidationError("--sheet takes no risk: its rows name them")
            }
            return
        }
        if opening {
            guard id == nil else {
                throw ValidationError("--opening takes no risk: it is of all that was found")
            }
            return try requireWords()
        }
        guard id != nil else { throw ValidationError("Missing expected argument '<id>'") }
        guard let verb else { throw ValidationError("Missing expected argument '<verb>'") }
        try requireWords()
        guard mark != nil else { return }
        guard verb == .mark else { throw ValidationError("--as goes with mark") }
        guard !names.contains(where: { !isFile($0) }) else {
            throw ValidationError("mark takes --as or --register, not both")
        }
    }

    /// Who, where, when and why: every ruling says so.
    private func requireWords() throws {
        for (name, isSaid) in [
            ("--by <name>", by != nil), ("--role <role>", role != nil),
            ("--meeting <name>", meeting != nil), ("--date <day>", date != nil),
            ("--why <text>", why != nil),
        ]
        where !isSaid {
            throw ValidationError("Missing expected argument '\(name)'")
        }
    }

    private var terms: RulingTerms {
        var terms = RulingTerms()
        terms.body = body
        terms.minute = minute
        terms.recordedBy = recordedBy
        terms.under = under
        terms.owner = owner
        terms.due = due
        terms.field = field
        terms.exemption = exemption
        return terms
    }

    func run() throws {
        try reporting {
            var lines: [String] = []
            if let sheet {
                lines = try sheetRequest(sheet).answered(common).lines
            } else if opening, let by, let role, let meeting, let date, let why {
                lines = try RuleOpeningRequest(
                    organisation: organisation, register: register.isEmpty ? nil : register, by: by,
                    role: role, meeting: meeting, date: date, why: why, until: until, seen: seen,
                    terms: terms, rules: rules
                ).answered(common).lines
            } else if let id, let verb, let by, let role, let meeting, let date, let why {
                lines = try RuleRequest(
                    id: id, organisation: organisation, verb: verb, register: register, by: by,
                    role: role, meeting: meeting, date: date, why: why, until: until, seen: seen,
                    terms: terms, rules: rules
                ).answered(common).lines
            }
            if !quiet { lines.forEach { Output.line($0) } }
        }
    }

    private func sheetRequest(_ file: String) -> RuleSheetRequest {
        var said = RuleSheetRequest.Defaults()
        (said.by, said.role, said.meeting, said.date) = (by, role, meeting, date)
        (said.why, said.until, said.seen, said.terms) = (why, until, seen, terms)
        return RuleSheetRequest(
            file, organisation: organisation, register: register.isEmpty ? nil : register,
            defaults: said, rules: rules)
    }
}
