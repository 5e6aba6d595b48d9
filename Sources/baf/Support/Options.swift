import ArgumentParser
import RegisterDesk
import RiskRegister

/// The options that every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The register (default: register.sqlite, or BAF_REGISTER).", valueName: "file"))
    var register: String?

    @Option(
        help: ArgumentHelp(
            "The folder of rules (default: Rules/hct, or BAF_RULES). On a question it is a what-if.",
            valueName: "dir"))
    var rules: String?

    @Flag(help: "Print nothing but results and errors.")
    var quiet = false

    @Flag(name: .customLong("no-color"), help: "Print without colour.")
    var noColor = false

    /// The register's path.
    var registerPath: String {
        register ?? Surroundings.variable("BAF_REGISTER") ?? "register.sqlite"
    }

    /// The rules' folder.
    var rulesPath: String { rules ?? Surroundings.variable("BAF_RULES") ?? "Rules/hct" }
}

/// Who decided something that cannot be left unsaid, in what role, and why.
struct AccountOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var why: String

    @Option(help: ArgumentHelp("Who decided it.", valueName: "name"))
    var by: String

    @Option(help: ArgumentHelp("In what role.", valueName: "role"))
    var role: String
}

/// The form in which a question's answer is printed.
enum OutputForm: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
}

/// The organisations that a question is about.
struct OrganisationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only this organisation, or these (A,B), where the register holds several.",
            valueName: "code"))
    var organisation: String?

    /// The codes; none stand for all.
    var codes: [String] {
        (organisation ?? "").split(separator: ",").map {
            String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
}

/// The day and the knowledge a question or paper speaks for.
struct MomentOptions: ParsableArguments {
    @Option(
        name: .customLong("as-at"),
        help: ArgumentHelp(
            "The day that the answer speaks for (default: the newest extract's day).",
            valueName: "day"))
    var asAt: Day?

    @Option(
        name: .customLong("known-at"),
        help: ArgumentHelp(
            "Only what was in the register by then: a sequence (12), a day or a time (2026-07-02T09:00:00Z).",
            valueName: "time|sequence"))
    var knownAt: String?

    @OptionGroup var organisations: OrganisationOptions

    /// The moment, with the rules of a what-if.
    func moment(_ common: CommonOptions) -> Moment {
        Moment(
            asAt: asAt, knownAt: knownAt, rules: common.rules, organisations: organisations.codes)
    }
}

extension Day: ExpressibleByArgument {
    /// A day in ISO 8601: 2026-06-30.
    public init?(argument: String) { self.init(argument) }
}
