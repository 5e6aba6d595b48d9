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
    init?(of need: Check.Need, in view: RegisterView, marks: Set<String>?) {
        switch need {
        case .actions: self.init(ofActionsIn: view)
        case .history:
            guard view.previous == nil else { return nil }
            self.init("no earlier extract")
        case .highLevelMarks:
            self.init(ofMarksOf: view.rulebook.register(for: .highLevel), view, marks)
        case .frameworkMarks:
            self.init(ofMarksOf: view.rulebook.register(for: .assuranceFramework), view, marks)
        case .framework, .appetite, .controls, .assurances, .gaps:
            self.init(of: need, in: view.framework)
        }
    }

    private init?(ofActionsIn view: RegisterView) {
        guard view.actions == nil else { return nil }
        let lines = view.framework?.principalRisks ?? []
        if lines.contains(where: { !$0.actions.isEmpty }) {
            self.init(
                "no actions file: only the framework's own actions were checked", runsInPart: true)
        } else {
            self.init("no actions file")
        }
    }

    private init?(of need: Check.Need, in framework: AssuranceFramework?) {
        guard let framework else {
            self.init("no assurance framework")
            return
        }
        let lines = framework.principalRisks
        switch need {
        case .appetite:
            let isSet = framework.appetites.contains { $0.appetite != nil || $0.tolerance != nil }
            if isSet { return nil }
            self.init("the framework sets no appetite in numbers")
        case .controls:
            if lines.contains(where: { !$0.controls.isEmpty }) { return nil }
            self.init("the framework lists no controls")
        case .assurances:
            if lines.contains(where: { !$0.allAssurances.isEmpty }) { return nil }
            self.init("the framework lists no assurances")
        case .gaps:
            if lines.contains(where: { !$0.gaps.isEmpty }) { return nil }
            self.init("the framework lists no gaps")
        case .framework, .actions, .history, .highLevelMarks, .frameworkMarks: return nil
        }
    }

    private init?(
        ofMarksOf register: RegisterDefinition?, _ view: RegisterView, _ marks: Set<String>?
    ) {
        guard let register else {
            self.init("the rulebook has no such register")
            return
        }
        // An export that marks nothing may not have the field at all: better not run than all wrong.
        let isMarked =
            marks.map { $0.contains { $0.folded == register.id.folded } }
            ?? view.risks.contains { $0.record.marks(register.id) }
        if isMarked { return nil }
        self.init("the export marks no risk as on the \(register.id)")
    }
}
