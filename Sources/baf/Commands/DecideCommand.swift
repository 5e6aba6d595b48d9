import ArgumentParser
import RegisterStore
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
            guard !register.isEmpty else {
                throw Failure(.usage, "--register names no register, finding or mark")
            }
            for (name, value) in [
                ("--by", by), ("--role", role), ("--meeting", meeting), ("--why", why),
            ]
            where value.allSatisfy(\.isWhitespace) {
                throw Failure(
                    .usage, "\(name) is empty: a ruling says who, in what role, where and why")
            }
            if let until, until < date {
                throw Failure(.usage, "--until \(until) is before --date \(date)")
            }
            let store = try OpenRegister.existing(common)
            let today = try OpenRegister.view(store, asAt: date, knownAt: nil, common)
            let state = try today.known(id)
            try check(state, in: today)
            let needs =
                [.agree, .refuse].contains(verb) ? state.standing.decidable(register)?.needs : nil
            let ruling = Ruling(
                subject: state.key, verb: verb, register: register, by: by, role: role,
                meeting: meeting, date: date, why: why, until: until, scoreSeen: state.score,
                sawSequence: today.knownAt, recordedAt: Surroundings.now)
            let recorded = try store.record(ruling)
            guard !quiet else { return }
            let after = try store.view(asAt: date, knownAt: nil)
            let registers = after.risk(named: id)?.standing.registers ?? []
            Output.line(
                "\(id): \(verb.rawValue) \(register), \(meeting), \(date.inWords); recorded as entry "
                    + "\(recorded.sequence). "
                    + consequence(before: state.standing.registers, after: registers))
            if let needs, needs != meeting {
                Output.line(
                    "The rules ask for a ruling of the \(needs); this one is recorded as it was given."
                )
            }
        }
    }

    /// What the ruling did to the risk's registers, in words.
    private func consequence(before: [String], after: [String]) -> String {
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

    /// Refuses a ruling that has nothing to decide, before it is recorded for ever.
    private func check(_ state: RiskState, in view: RegisterView) throws {
        switch verb {
        case .agree, .refuse:
            try checkRegister(view)
            guard state.standing.decidable(register) != nil else {
                let open = state.standing.proposals.map { "\($0.kind.rawValue) \($0.register)" }
                throw Failure(
                    .refused,
                    "nothing waits for a ruling on \(register) for \(id) on \(date)"
                        + (open.isEmpty ? "" : "; open: \(open.joined(separator: ", "))"))
            }
        case .hold:
            try checkRegister(view)
        case .release:
            try checkRegister(view)
            guard state.standing.holds.contains(where: { $0.register == register }) else {
                throw Failure(.refused, "\(id) is not held on \(register) by a ruling on \(date)")
            }
        case .acceptFinding:
            guard until != nil else {
                throw Failure(
                    .usage, "accept-finding needs --until: an accepted finding has an end")
            }
            guard
                view.findings.contains(where: {
                    $0.code == register && $0.subject.riskID == state.key.id
                })
            else { throw Failure(.refused, "\(id) has no finding \(register) on \(date)") }
        case .mark:
            guard ["public", "private"].contains(register) else {
                throw Failure(.usage, "mark takes --register public or --register private")
            }
        }
    }

    private func checkRegister(_ view: RegisterView) throws {
        guard view.rulebook.register(register) == nil else { return }
        let known = view.rulebook.registers.map(\.id).joined(separator: ", ")
        throw Failure(.usage, "the rulebook has no register \(register); it has \(known)")
    }
}
