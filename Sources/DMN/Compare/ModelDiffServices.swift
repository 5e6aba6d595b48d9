extension ModelComparison {
    /// Compares the decision services.
    mutating func compare(_ services: Pairs<DecisionService>) {
        add(services.added, to: \.decisionServices, .service, "service")
        for (old, new) in services.both {
            compareNames(
                old, new, .service, "service", list: \.decisionServices)
            for (word, list) in [
                ("output decision", \DecisionService.outputDecisions),
                ("encapsulated decision", \DecisionService.encapsulatedDecisions),
                ("input decision", \DecisionService.inputDecisions),
                ("input", \DecisionService.inputData),
            ] as [(String, any WritableKeyPath<DecisionService, [Reference]> & Sendable)] {
                compareMembers(old, new, word, list)
            }
        }
        remove(
            services.removed, from: \.decisionServices, .service, "service")
    }

    /// The members of a service in their order, which is the order of its parameters.
    private mutating func compareMembers(
        _ old: DecisionService, _ new: DecisionService, _ word: String,
        _ list: any WritableKeyPath<DecisionService, [Reference]> & Sendable
    ) {
        let members = new[keyPath: list].map { $0.with(oldIDs, own: self.new.namespace) }
        let before = old[keyPath: list].map { Matching.key($0, in: self.old.namespace) }
        guard before != members.map({ Matching.key($0, in: self.new.namespace) }) else { return }
        let id = old.id
        func words(_ references: [Reference], _ model: Definitions) -> String {
            references.isEmpty
                ? "none" : references.map { name(of: $0, in: model) }.joined(separator: ", ")
        }
        let (oldWords, newWords) = (
            words(old[keyPath: list], self.old), words(members, self.new)
        )
        note(
            .service, .init(element: old.name), "\(word)s: \(becomes(oldWords, newWords))",
            old: oldWords, new: newWords, at: (old.location, new.location)
        ) { definitions in
            guard let index = definitions.decisionServices.firstIndex(where: { $0.id == id })
            else { return }
            definitions.decisionServices[index][keyPath: list] = members
        }
    }
}
