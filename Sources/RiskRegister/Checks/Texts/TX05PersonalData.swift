/// TX05: a form that personal data usually has, in a text of an open risk or of an action.
///
/// The message names the kind and the field, never the content.
enum TX05PersonalData {
    static let check = Check(
        "TX05", "possible personal data", .warning,
        reader: .companySecretary, dependsOn: .risk([.actions]),
        why: "Registers are published and disclosed; in a public paper this is an error and "
            + "the text is left out.",
        advice: "Take the personal data out of the field in the risk system.",
        looks: .everyRisk(risk), .action(action),
        examples: examples)

    private static func risk(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.status == .open, let (message, field) = summary(of: marks(of: state)) else {
            return []
        }
        return [context.finding(state, message, field: field)]
    }

    private static func action(
        _ context: CheckContext, _ action: ActionRecord, _ state: RiskState?
    ) -> [Finding] {
        let marks = [("action", action.text), ("action progress", action.progress ?? "")]
            .compactMap { PersonalData.Mark(field: $0, text: $1) }
        guard let (message, field) = summary(of: marks) else { return [] }
        return [
            context.finding(
                about: .action(action.id ?? "?", riskID: action.riskID), message, field: field,
                owner: action.owner)
        ]
    }

    /// The kinds found in each field, and the first field that holds any; nil when none does.
    private static func summary(
        of marks: [PersonalData.Mark]
    ) -> (message: String, field: String)? {
        guard let first = marks.first else { return nil }
        let parts = marks.map { "\(Wording.list($0.kinds.map(\.rawValue))) in \($0.field)" }
        return ("possible " + parts.joined(separator: "; "), first.field)
    }

    private static func marks(of state: RiskState) -> [PersonalData.Mark] {
        guard let line = state.principal else { return state.record.personalData }
        let texts: [(field: String, text: String?)] = [
            ("controls", line.controls.map(\.text).joined(separator: "\n")),
            ("assurance", line.allAssurances.map(\.text).joined(separator: "\n")),
            ("gaps", line.gaps.map(\.text).joined(separator: "\n")), ("note", line.note),
        ]
        return state.record.personalData
            + texts.compactMap { field, text in
                text.flatMap { PersonalData.Mark(field: field, text: $0) }
            }
    }

    private static let examples = [
        Check.Example("2101", "possible NHS number and person's name in description") {
            $0.now("2101") { $0.description = "Mrs Okafor (943 476 5919) fell" }
        } butNot: {
            $0.now("2101") { $0.description = "Dr Foster data for 943 476 5918 beds" }
        },
        Check.Example("A1", "possible email address in action progress") {
            $0.action { $0.progress = "asked jo.bloggs@example.nhs.uk" }
        } butNot: {
            $0.action { $0.progress = "a 3 @ 4 rota" }
        },
    ]
}
