/// What the checks are asked about.
///
/// The findings about everything are those about each of the risks and those about the rest.
package enum CheckSubjects: Hashable, Sendable {
    /// Everything that the register holds.
    case everything
    /// These risks: their records, their actions, the rulings about them.
    ///
    /// What follows from the organisation as a whole (`Dependence.Scope`) is not looked for. The view
    /// may hold these risks alone, with the risks, actions and rulings that `Dependence.Part` names.
    case risks(Set<RiskKey>)
    /// What is about no single risk: extracts and files, objectives, actions and rulings without a
    /// risk of the register, and the checks that must see the organisation as a whole.
    case organisation

    var includesOrganisation: Bool {
        switch self {
        case .everything, .organisation: true
        case .risks: false
        }
    }
}

extension CheckIndex {
    /// The risks asked about, of those given.
    static func asked(_ subjects: CheckSubjects, of all: [RiskState]) -> [RiskState] {
        switch subjects {
        case .everything: all
        case .risks(let keys): all.filter { keys.contains($0.key) }
        case .organisation: []
        }
    }

    /// A finding with this subject is asked for.
    func asks(about subject: FindingSubject) -> Bool {
        switch subjects {
        case .everything: true
        case .risks(let keys):
            switch subject {
            case .risk(let key): keys.contains(key)
            case .action(_, let riskID): riskID.map(askedIDs.contains) ?? false
            case .objective, .ruling, .extract, .file: false
            }
        case .organisation:
            switch subject {
            case .risk(let key): state(of: key) == nil
            case .action(_, let riskID): riskID.flatMap(risk) == nil
            case .objective, .ruling, .extract, .file: true
            }
        }
    }

    /// A ruling is asked about: acceptances always, for they can name what belongs to a risk.
    func asks(about ruling: Ruling) -> Bool {
        if ruling.verb == .acceptFinding { return true }
        return switch subjects {
        case .everything: true
        case .risks(let keys): keys.contains(ruling.subject)
        case .organisation: state(of: ruling.subject) == nil
        }
    }
}
