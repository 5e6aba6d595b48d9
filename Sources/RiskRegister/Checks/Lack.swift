/// Data that a check needs and the register does not have, in words.
struct Lack {
    /// Why the check does not run.
    let reason: String
    /// It runs on the part that is there.
    let runsInPart: Bool

    private init(_ reason: String, runsInPart: Bool = false) {
        self.reason = reason
        self.runsInPart = runsInPart
    }

    /// What is missing of a need; nil when it is met.
    ///
    /// - Parameters:
    ///   - need: What a check needs.
    ///   - view: The register on a day.
    ///   - marks: The registers that any record of the day marks; nil: as the view's records say.
    /// - Returns: What is missing.
    static func of(_ need: Check.Need, in view: RegisterView, marks: Set<String>?) -> Lack? {
        switch need {
        case .actions: ofActions(in: view)
        case .history: view.previous == nil ? Lack("no earlier extract") : nil
        case .highLevelMarks: ofMarks(of: view.rulebook.register(for: .highLevel), view, marks)
        case .frameworkMarks:
            ofMarks(of: view.rulebook.register(for: .assuranceFramework), view, marks)
        case .framework, .appetite, .controls, .assurances, .gaps:
            of(need, in: view.framework)
        }
    }

    private static func ofActions(in view: RegisterView) -> Lack? {
        guard view.actions == nil else { return nil }
        let lines = view.framework?.principalRisks ?? []
        return lines.contains { !$0.actions.isEmpty }
            ? Lack(
                "no actions file: only the framework's own actions were checked", runsInPart: true)
            : Lack("no actions file")
    }

    private static func of(_ need: Check.Need, in framework: AssuranceFramework?) -> Lack? {
        guard let framework else { return Lack("no assurance framework") }
        let lines = framework.principalRisks
        switch need {
        case .appetite:
            let isSet = framework.appetites.contains { $0.appetite != nil || $0.tolerance != nil }
            return isSet ? nil : Lack("the framework sets no appetite in numbers")
        case .controls:
            let isListed = lines.contains { !$0.controls.isEmpty }
            return isListed ? nil : Lack("the framework lists no controls")
        case .assurances:
            let isListed = lines.contains { !$0.allAssurances.isEmpty }
            return isListed ? nil : Lack("the framework lists no assurances")
        case .gaps:
            let isListed = lines.contains { !$0.gaps.isEmpty }
            return isListed ? nil : Lack("the framework lists no gaps")
        case .framework, .actions, .history, .highLevelMarks, .frameworkMarks: return nil
        }
    }

    private static func ofMarks(
        of register: RegisterDefinition?, _ view: RegisterView, _ marks: Set<String>?
    ) -> Lack? {
        guard let register else { return Lack("the rulebook has no such register") }
        // An export that marks nothing may not have the field at all: better not run than all wrong.
        let isMarked: Bool
        if let marks {
            isMarked = marks.contains { $0.folded == register.id.folded }
        } else {
            isMarked = view.risks.contains { $0.record.marks(register.id) }
        }
        return isMarked ? nil : Lack("the export marks no risk as on the \(register.id)")
    }
}
