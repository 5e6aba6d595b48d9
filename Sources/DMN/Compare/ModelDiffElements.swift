/// Compares two versions of a model and collects what differs.
struct ModelComparison {
    let old: Definitions
    let new: Definitions
    private(set) var changes: [ModelDiff.Change] = []
    /// Changes of ids, which others go by: made when all others are.
    private(set) var lastChanges: [ModelDiff.Change] = []
    /// The id that an element has in the old version, by its id in the new one.
    var oldIDs: [String: String] = [:]

    init(_ old: Definitions, _ new: Definitions) {
        self.old = old
        self.new = new
    }

    mutating func compare() {
        let inputs = pairs(old.inputData, new.inputData)
        let decisions = pairs(old.decisions, new.decisions)
        let knowledge = pairs(old.knowledgeModels, new.knowledgeModels)
        let services = pairs(old.decisionServices, new.decisionServices)
        for (old, new) in inputs.both { oldIDs[new.id] = old.id }
        for (old, new) in decisions.both { oldIDs[new.id] = old.id }
        for (old, new) in knowledge.both { oldIDs[new.id] = old.id }
        for (old, new) in services.both { oldIDs[new.id] = old.id }
        compareModel()
        compareImports()
        compareTypes()
        compare(inputs)
        // What is new comes first and what is gone last, so that each step is as whole as it can be.
        add(decisions.added, to: \.decisions, .decision, "decision")
        add(
            knowledge.added, to: \.knowledgeModels, .knowledge, "function")
        for (old, new) in knowledge.both { compare(old, new) }
        for (old, new) in decisions.both { compare(old, new) }
        compare(services)
        remove(decisions.removed, from: \.decisions, .decision, "decision")
        remove(
            knowledge.removed, from: \.knowledgeModels, .knowledge, "function")
        remove(inputs.removed, from: \.inputData, .input, "input")
    }

    /// Notes a difference.
    mutating func note(
        _ kind: ModelDiff.Kind, _ place: ModelDiff.Place, _ sentence: String,
        old: String? = nil, new: String? = nil, at locations: (SourceLocation?, SourceLocation?),
        canDecide: Bool = true, isSupport: Bool = false, isLast: Bool = false,
        edit: @escaping @Sendable (inout Definitions) -> Void
    ) {
        let change = ModelDiff.Change(
            kind: kind, place: place, old: old, new: new, sentence: sentence,
            oldLocation: locations.0, newLocation: locations.1,
            canDecide: canDecide && !isSupport, isSupport: isSupport, edit: edit)
        if isLast { lastChanges.append(change) } else { changes.append(change) }
    }

    // MARK: - Matching

    /// Elements of both versions, those that are gone, and those that are new.
    struct Pairs<Element> {
        var both: [(Element, Element)] = []
        var removed: [Element] = []
        var added: [Element] = []
    }

    private func pairs<Element: PlacedElement>(
        _ old: [Element], _ new: [Element]
    ) -> Pairs<Element> {
        let found = Matching.pairs(old, new, by: [{ $0.id == $1.id }, { $0.name == $1.name }])
        var pairs = Pairs<Element>()
        for (index, element) in old.enumerated() {
            if let match = found[index] {
                pairs.both.append((element, new[match]))
            } else {
                pairs.removed.append(element)
            }
        }
        let matched = Set(found.compactMap { $0 })
        pairs.added = new.indices.filter { !matched.contains($0) }.map { new[$0] }
        return pairs
    }

    // MARK: - The model and its types

    private mutating func compareModel() {
        let place = ModelDiff.Place()
        let locations = (old.location, new.location)
        if old.name != new.name {
            let name = new.name
            note(
                .model, place, "the model \(quoted(old.name)) is now called \(quoted(name))",
                old: old.name, new: name, at: locations, canDecide: false
            ) { $0.name = name }
        }
        if old.namespace != new.namespace {
            let namespace = new.namespace
            note(
                .model, place,
                "the namespace \(quoted(old.namespace)) becomes \(quoted(namespace))",
                old: old.namespace, new: namespace, at: locations
            ) { definitions in
                definitions.namespace = namespace
            }
        }
    }

    private mutating func compareImports() {
        let found = Matching.pairs(
            old.imports, new.imports,
            by: [{ $0.name == $1.name && $0.namespace == $1.namespace }, { $0.name == $1.name }])
        func words(_ item: Import) -> String {
            "\(quoted(item.namespace)) as \(quoted(item.name))"
        }
        for (index, item) in old.imports.enumerated() {
            guard let match = found[index] else {
                note(
                    .importedModel, .init(), "it no longer imports \(words(item))",
                    old: words(item), at: (item.location, nil)
                ) {
                    $0.imports.removeAll { $0.name == item.name && $0.namespace == item.namespace }
                }
                continue
            }
            let other = new.imports[match]
            guard item.namespace != other.namespace || item.locationURI != other.locationURI else {
                continue
            }
            note(
                .importedModel, .init(),
                "the import \(quoted(item.name)) is of \(quoted(other.namespace)) "
                    + "(\(other.locationURI ?? "no file")) instead of \(quoted(item.namespace)) "
                    + "(\(item.locationURI ?? "no file"))",
                old: words(item), new: words(other), at: (item.location, other.location),
                canDecide: item.namespace != other.namespace
            ) { definitions in
                guard let index = definitions.imports.firstIndex(where: { $0.name == item.name })
                else { return }
                definitions.imports[index] = other
            }
        }
        let matched = Set(found.compactMap { $0 })
        for (index, item) in new.imports.enumerated() where !matched.contains(index) {
            note(
                .importedModel, .init(), "it now imports \(words(item))", new: words(item),
                at: (nil, item.location), isSupport: true
            ) { $0.imports.append(item) }
        }
    }

    private mutating func compareTypes() {
        let found = Matching.pairs(
            old.itemDefinitions, new.itemDefinitions, by: [{ $0.name == $1.name }])
        let matched = Set(found.compactMap { $0 })
        for (index, type) in new.itemDefinitions.enumerated() where !matched.contains(index) {
            note(
                .type, .init(element: type.name), "the type is new: \(type.words)",
                new: type.words, at: (nil, type.location), isSupport: true
            ) { $0.itemDefinitions.append(type) }
        }
        for (index, type) in old.itemDefinitions.enumerated() {
            guard let match = found[index] else {
                note(
                    .type, .init(element: type.name), "the type is gone: it was \(type.words)",
                    old: type.words, at: (type.location, nil), isLast: true
                ) { $0.itemDefinitions.removeAll { $0.name == type.name } }
                continue
            }
            let other = new.itemDefinitions[match]
            guard type.words != other.words else { continue }
            let isSpelling = type.meaning == other.meaning
            note(
                isSpelling ? .spelling : .type, .init(element: type.name),
                isSpelling
                    ? "the type is spelled differently"
                    : "the type \(becomes(type.words, other.words))",
                old: type.words, new: other.words, at: (type.location, other.location),
                canDecide: !isSpelling
            ) { definitions in
                guard
                    let index = definitions.itemDefinitions.firstIndex(where: {
                        $0.name == type.name
                    })
                else { return }
                definitions.itemDefinitions[index] = other
            }
        }
    }

    // MARK: - Elements

    mutating func add<Element: PlacedElement>(
        _ elements: [Element], to list: any WritableKeyPath<Definitions, [Element]> & Sendable,
        _ kind: ModelDiff.Kind, _ word: String
    ) {
        for element in elements {
            let added = element.withReferences(oldIDs)
            note(
                kind, .init(element: element.name), "the \(word) is new",
                new: element.name, at: (nil, element.location), isSupport: true
            ) { $0[keyPath: list].append(added) }
        }
    }

    mutating func remove<Element: PlacedElement>(
        _ elements: [Element], from list: any WritableKeyPath<Definitions, [Element]> & Sendable,
        _ kind: ModelDiff.Kind, _ word: String
    ) {
        for element in elements {
            let wanted = element.id
            note(
                kind, .init(element: element.name), "the \(word) is gone",
                old: element.name, at: (element.location, nil)
            ) { $0[keyPath: list].removeAll { $0.id == wanted } }
        }
    }

    private mutating func compare(_ inputs: Pairs<InputData>) {
        for input in inputs.added {
            note(
                .input, .init(element: input.name),
                "the input is new\(input.variable.typeRef.map { " (\($0))" } ?? "")",
                new: input.name, at: (nil, input.location), isSupport: true
            ) { $0.inputData.append(input) }
        }
        for (old, new) in inputs.both {
            compareNames(
                old, new, .input, "input", list: \.inputData)
        }
    }

    /// The name, type and id of an element that both versions have.
    mutating func compareNames<Element: PlacedElement>(
        _ old: Element, _ new: Element, _ kind: ModelDiff.Kind, _ word: String,
        list: any WritableKeyPath<Definitions, [Element]> & Sendable
    ) {
        let (oldID, newID) = (old.id, new.id)
        let place = ModelDiff.Place(element: old.name)
        let locations: (SourceLocation?, SourceLocation?) = (old.location, new.location)
        @Sendable func update(
            _ definitions: inout Definitions, _ change: (inout Element) -> Void
        ) {
            guard
                let index = definitions[keyPath: list].firstIndex(where: {
                    $0.id == oldID
                })
            else { return }
            change(&definitions[keyPath: list][index])
        }
        let (oldVariable, newVariable) = (old.variable, new.variable)
        if old.name != new.name || oldVariable.name != newVariable.name {
            let newName = new.name
            note(
                kind, place, "the \(word) is now called \(quoted(newName))",
                old: old.name, new: newName, at: locations
            ) { definitions in
                update(&definitions) {
                    $0.name = newName
                    $0.variable.name = newVariable.name
                }
            }
        }
        if oldVariable.typeRef != newVariable.typeRef {
            note(
                kind, place,
                "its type \(oldVariable.typeRef ?? "Any") becomes \(newVariable.typeRef ?? "Any")",
                old: oldVariable.typeRef, new: newVariable.typeRef,
                at: (oldVariable.location, newVariable.location)
            ) { definitions in
                update(&definitions) { $0.variable.typeRef = newVariable.typeRef }
            }
        }
        if oldID != newID {
            note(
                .id, place, "its id \(quoted(oldID)) becomes \(quoted(newID))", old: oldID,
                new: newID, at: locations, canDecide: false, isLast: true
            ) { definitions in
                update(&definitions) { $0.id = newID }
                definitions.renameReferences(oldID, newID)
            }
        }
    }

    private mutating func compare(_ old: Decision, _ new: Decision) {
        compareNames(
            old, new, .decision, "decision", list: \.decisions)
        let place = ModelDiff.Place(element: old.name)
        let id = old.id
        @Sendable func update(_ definitions: inout Definitions, _ change: (inout Decision) -> Void)
        {
            guard let index = definitions.decisions.firstIndex(where: { $0.id == id }) else {
                return
            }
            change(&definitions.decisions[index])
        }
        for (word, field) in [
            ("question", \Decision.question), ("description", \Decision.description),
        ] as [(String, any WritableKeyPath<Decision, String?> & Sendable)]
        where (old[keyPath: field] ?? "") != (new[keyPath: field] ?? "") {
            let value = new[keyPath: field]
            note(
                .description, place,
                "its \(word) \(becomes(quoted(old[keyPath: field]), quoted(value)))",
                old: old[keyPath: field], new: value, at: (old.location, new.location),
                canDecide: false
            ) { definitions in update(&definitions) { $0[keyPath: field] = value } }
        }
        for (word, list) in [
            ("decision", \Decision.requiredDecisions), ("input", \Decision.requiredInputs),
            ("function", \Decision.requiredKnowledge),
        ] as [(String, any WritableKeyPath<Decision, [Reference]> & Sendable)] {
            compareRequirements(
                old[keyPath: list], new[keyPath: list], word, place: place,
                at: (old.location, new.location)
            ) { definitions, change in update(&definitions) { change(&$0[keyPath: list]) } }
        }
        compare(old.expression, new.expression, at: .init(holder: .decision(id)), place) {
            definitions, expression in update(&definitions) { $0.expression = expression }
        }
    }

    private mutating func compare(
        _ old: BusinessKnowledgeModel, _ new: BusinessKnowledgeModel
    ) {
        compareNames(
            old, new, .knowledge, "function", list: \.knowledgeModels)
        let place = ModelDiff.Place(element: old.name)
        let id = old.id
        @Sendable func update(
            _ definitions: inout Definitions, _ change: (inout BusinessKnowledgeModel) -> Void
        ) {
            guard let index = definitions.knowledgeModels.firstIndex(where: { $0.id == id })
            else { return }
            change(&definitions.knowledgeModels[index])
        }
        compareRequirements(
            old.requiredKnowledge, new.requiredKnowledge, "function", place: place,
            at: (old.location, new.location)
        ) { definitions, change in update(&definitions) { change(&$0.requiredKnowledge) } }
        compare(old.boxedLogic, new.boxedLogic, at: .init(holder: .knowledge(id)), place) {
            definitions, expression in
            var logic: FunctionDefinition?
            if case .function(let function)? = expression?.kind { logic = function }
            update(&definitions) { $0.logic = logic }
        }
    }

    /// Requirements, of which only the set means something.
    private mutating func compareRequirements(
        _ old: [Reference], _ new: [Reference], _ word: String, place: ModelDiff.Place,
        at locations: (SourceLocation?, SourceLocation?),
        update: @escaping @Sendable (inout Definitions, (inout [Reference]) -> Void) -> Void
    ) {
        let before = old.map { Matching.key($0, in: self.old.namespace) }
        let translated = new.map { $0.with(oldIDs, own: self.new.namespace) }
        let after = translated.map { Matching.key($0, in: self.new.namespace) }
        for (reference, key) in zip(translated, after) where !before.contains(key) {
            note(
                .requirement, place,
                "it now needs the \(word) \(name(of: reference, in: self.new))",
                new: reference.id, at: (nil, reference.location), isSupport: true
            ) { update(&$0) { $0.append(reference) } }
        }
        let namespace = self.old.namespace
        for (reference, key) in zip(old, before) where !after.contains(key) {
            note(
                .requirement, place,
                "it no longer needs the \(word) \(name(of: reference, in: self.old))",
                old: reference.id, at: (reference.location, nil)
            ) {
                update(&$0) { $0.removeAll { Matching.key($0, in: namespace) == key } }
            }
        }
    }

    /// The name of what a reference leads to, or its id where that is in another model.
    func name(of reference: Reference, in definitions: Definitions) -> String {
        let ids = [reference.id] + oldIDs.filter { $0.value == reference.id }.map(\.key).sorted()
        for id in ids {
            if let found = definitions.name(ofElement: id) { return quoted(found) }
        }
        return quoted(reference.id)
    }
}
