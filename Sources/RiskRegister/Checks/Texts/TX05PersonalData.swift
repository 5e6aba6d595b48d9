/// TX05: a form that personal data usually has, in a text of an open risk or of an action.
///
/// The message names the kind, the field and the character there, never the content.
enum TX05PersonalData {
    static let check = Check(
        "TX05", "possible personal data", .warning,
        reader: .companySecretary, dependsOn: .risk([.actions, .people]),
        why: "Registers are published and disclosed; in a public paper this is an error and "
            + "the text is left out.",
        advice: "Take the personal data out of the field in the risk system.",
        looks: .everyRisk(risk), .action(action),
        examples: examples)

    private static func risk(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.status == .open,
            let (message, field) = summary(of: state.personalData, context.index.people)
        else { return [] }
        return [context.finding(state, message, field: field)]
    }

    private static func action(
        _ context: CheckContext, _ action: ActionRecord, _ state: RiskState?
    ) -> [Finding] {
        guard let (message, field) = summary(of: action.personalData, context.index.people) else {
            return []
        }
        return [
            context.finding(
                about: .action(action.id ?? "?", riskID: action.riskID), message, field: field,
                owner: action.owner)
        ]
    }

    /// What was found in each field, and where, and the first field that holds any; nil when none does.
    private static func summary(
        of marks: [PersonalData.Mark], _ people: NamedPeople
    ) -> (message: String, field: String)? {
        let found = marks.map { (field: $0.field, found: $0.found(naming: people)) }
            .filter { !$0.found.isEmpty }
        guard let first = found.first else { return nil }
        let parts = found.map { field, found in
            let kinds = PersonalData.Kind.allCases.compactMap { kind -> String? in
                let places = found.filter { $0.kind == kind }.map { String($0.at) }
                guard !places.isEmpty else { return nil }
                let more = places.count > 3 ? ", ..." : ""
                return "\(kind.rawValue) (at \(places.prefix(3).joined(separator: ", "))\(more))"
            }
            return "\(Wording.list(kinds)) in \(field)"
        }
        return ("possible " + parts.joined(separator: "; "), first.field)
    }

    private static let examples = [
        Check.Example("2101", "possible NHS number (at 13) and person's name (at 1) in description")
        {
            $0.now("2101") { $0.description = "Mrs Okafor (943 476 5919) fell" }
        } butNot: {
            $0.now("2101") { $0.description = "Dr Foster data for 943 476 5918 beds" }
        },
        Check.Example("2101", "possible name of a person in the register (at 5) in description") {
            $0.now("2101") {
                $0.owner = "O'Neil, Jo"
                $0.description = "Ask J. O'Neil of Neil Ward"
            }
        } butNot: {
            $0.now("2101") {
                $0.owner = "Jo Ward"
                $0.description = "Ward 3, Jo's ward, Young Ward"
            }
        },
        Check.Example("A1", "possible email address (at 7) in action progress") {
            $0.action { $0.progress = "asked jo.bloggs@example.nhs.uk" }
        } butNot: {
            $0.action { $0.progress = "a 3 @ 4 rota" }
        },
    ]
}
