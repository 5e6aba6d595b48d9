/// What checks ask of an organisation as a whole, for a view that holds only some of its risks.
package struct OrganisationFacts: Hashable, Sendable {
    /// The ids of registers that any record of the day is marked with.
    package var marks: Set<String>
    /// The ids of the framework's objectives that a live risk names.
    package var objectives: Set<String>
    /// Of those whom the view's texts may name, the persons whom records name as owners or managers.
    package var people: NamedPeople

    /// Facts of an organisation on a day.
    package init(
        marks: Set<String> = [], objectives: Set<String> = [], people: NamedPeople = .none
    ) {
        self.marks = marks
        self.objectives = objectives
        self.people = people
    }

    /// The persons whom the records of a view name, but for the directors whom its framework lists.
    package static func people(of view: RegisterView) -> NamedPeople {
        var names: Set<String> = []
        for state in view.risks {
            if let name = state.record.owner { names.insert(name) }
            if let name = state.record.leadExecutive { names.insert(name) }
        }
        return NamedPeople(names).without(directors(of: view))
    }

    /// The directors whom a view's framework lists, where it lists them by name.
    package static func directors(of view: RegisterView) -> NamedPeople {
        NamedPeople(view.framework?.executives.map(\.role) ?? [])
    }

    /// The ids of a framework's objectives that risks name on a day.
    package static func objectives(
        named risks: [RiskState], _ framework: AssuranceFramework, on day: Day
    ) -> Set<String> {
        let codes = Set(risks.lazy.flatMap(\.record.objectives))
        return Set(codes.compactMap { framework.objective(named: $0, on: day)?.id })
    }
}
