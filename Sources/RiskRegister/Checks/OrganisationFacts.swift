/// What checks ask of an organisation as a whole, for a view that holds only some of its risks.
package struct OrganisationFacts: Hashable, Sendable {
    /// The ids of registers that any record of the day is marked with.
    package var marks: Set<String>
    /// The ids of the framework's objectives that a live risk names.
    package var objectives: Set<String>

    /// Facts of an organisation on a day.
    package init(marks: Set<String> = [], objectives: Set<String> = []) {
        self.marks = marks
        self.objectives = objectives
    }

    /// The ids of a framework's objectives that risks name on a day.
    package static func objectives(
        named risks: [RiskState], _ framework: AssuranceFramework, on day: Day
    ) -> Set<String> {
        let codes = Set(risks.lazy.flatMap(\.record.objectives))
        return Set(codes.compactMap { framework.objective(named: $0, on: day)?.id })
    }
}
