import GRDB
package import RiskRegister

extension RegisterStore {
    /// The view that a question needs, with what the checks find about the risks in it.
    ///
    /// The findings are those that the whole register's would have about these risks, and of a
    /// selection of everything all of them; only what they follow from is read.
    ///
    /// - Parameters:
    ///   - organisation: Whose; nil: the register's only one.
    ///   - asAt: The day; nil: the organisation's newest extract's day.
    ///   - knownAt: What of the register counts; nil: all of it.
    ///   - whatIf: Rules to use on every day instead of the adopted ones; nil: the adopted ones.
    ///   - selection: Which risks it holds.
    ///   - texts: Whose records hold their long texts.
    /// - Returns: The view with its findings.
    /// - Throws: `StoreError`, as `view` does.
    package func checkedView(
        of organisation: String? = nil, asAt: Day?, knownAt: KnownAt?, whatIf: Rulebook? = nil,
        selecting selection: RiskSelection = .everything, texts: RecordTexts = .none
    ) throws -> RegisterView {
        try read { db in
            let question = try question(
                db, of: organisation, asAt: asAt, knownAt: knownAt, whatIf: whatIf,
                selecting: selection, texts: texts)
            if selection.isEverything {
                var view = try question.view()
                (view.findings, view.notRun) = Checks.run(on: view)
                return view
            }
            if question.isPlayed {
                // The history of all risks is played in any case, so that the whole is at hand.
                return try question.wider().view().checked(selecting: selection)
            }
            return try question.checked(try question.view())
        }
    }

    /// What the checks find that somebody should act on, by the owner recorded.
    ///
    /// - Parameters:
    ///   - name: The owner's name, compared without case and outer space.
    ///   - organisation: Whose; nil: the register's only one.
    ///   - asAt: The day; nil: the organisation's newest extract's day.
    ///   - knownAt: What of the register counts; nil: all of it.
    ///   - whatIf: Rules to use on every day instead of the adopted ones; nil: the adopted ones.
    /// - Returns: A view of the risks that the owner answers for or has actions of, with the findings
    ///   that name the owner.
    /// - Throws: `StoreError`, as `view` does.
    package func findings(
        ownedBy name: String, of organisation: String? = nil, asAt: Day?, knownAt: KnownAt?,
        whatIf: Rulebook? = nil
    ) throws -> RegisterView {
        try read { db in
            let question = try question(
                db, of: organisation, asAt: asAt, knownAt: knownAt, whatIf: whatIf,
                selecting: .everything, texts: .none)
            var view: RegisterView
            if question.isPlayed {
                view = try question.view()
                (view.findings, view.notRun) = Checks.run(on: view)
            } else {
                view = try question.findings(ownedBy: name)
            }
            view.findings.removeAll { $0.owner?.folded != name.folded }
            return view
        }
    }

    /// Gives a register in parts, each a view of some risks, in the order of their keys.
    ///
    /// For registers that are too large to be held: a part has at most `size` risks, and everything
    /// else is as of the whole organisation.
    ///
    /// - Parameters:
    ///   - organisation: Whose; nil: the register's only one.
    ///   - asAt: The day; nil: the organisation's newest extract's day.
    ///   - knownAt: What of the register counts; nil: all of it.
    ///   - whatIf: Rules to use on every day instead of the adopted ones; nil: the adopted ones.
    ///   - selection: Which risks it holds.
    ///   - texts: Whose records hold their long texts.
    ///   - size: How many risks a part holds.
    ///   - isChecked: Whether parts have the findings about their risks.
    ///   - body: Takes a part. It is called once at least.
    /// - Throws: `StoreError`, as `view` does, or what `body` throws.
    package func eachPart(
        of organisation: String? = nil, asAt: Day?, knownAt: KnownAt?, whatIf: Rulebook? = nil,
        selecting selection: RiskSelection = .everything, texts: RecordTexts = .none,
        size: Int = 1000, isChecked: Bool = true, body: (RegisterView) throws -> Void
    ) throws {
        try read { db in
            let question = try question(
                db, of: organisation, asAt: asAt, knownAt: knownAt, whatIf: whatIf,
                selecting: selection, texts: texts)
            if question.isPlayed {
                let whole = try question.wider().view().checked(selecting: selection)
                return try whole.eachPart(of: size, body)
            }
            let frame = try question.frame()
            var part = frame
            var count = 0
            func give() throws {
                try body(isChecked ? try question.checked(part) : part)
                part = frame
            }
            try question.eachState { state in
                part.add(state)
                count += 1
                if count.isMultiple(of: size) { try give() }
            }
            if count == 0 || !count.isMultiple(of: size) { try give() }
        }
    }
}

extension RegisterView {
    /// The risks whose findings it has: those in it, and the own records of its principal risks.
    fileprivate var asked: Set<RiskKey> {
        Set(allRisks.map(\.key) + principalRisks.compactMap(\.own?.key))
    }

    /// A whole view's risks that a selection admits, with the findings about them.
    fileprivate func checked(selecting selection: RiskSelection) -> RegisterView {
        var view = self
        view.selection = selection
        view.risks.removeAll { !selection.admits($0) }
        view.principalRisks.removeAll { !selection.admits($0) }
        let run = CheckRun(on: self, about: .risks(view.asked))
        view.findings = run.findings()
        view.notRun = run.notRun
        return view
    }

    /// The view in parts of some risks, with the findings about them.
    fileprivate func eachPart(of size: Int, _ body: (RegisterView) throws -> Void) throws {
        let all = allRisks
        var start = 0
        repeat {
            var part = self
            part.risks = []
            part.principalRisks = []
            let states = all[start..<min(start + size, all.count)]
            states.forEach { part.add($0) }
            let keys = part.asked
            part.findings.removeAll { finding in
                if case .risk(let key) = finding.subject { !keys.contains(key) } else { start > 0 }
            }
            try body(part)
            start += size
        } while start < all.count
    }
}

extension ViewBuilder {
    /// The view with what the checks find about its risks, and nothing else.
    fileprivate func checked(_ view: RegisterView) throws -> RegisterView {
        guard case .tables(let derived) = source else { return view }
        var checked = view
        let asked = view.asked
        let run = CheckRun(
            on: try withCompanions(view, derived), about: .risks(asked),
            facts: try facts(view, derived))
        checked.findings = run.findings()
        checked.notRun = run.notRun
        return checked
    }

    fileprivate func findings(ownedBy name: String) throws -> RegisterView {
        guard case .tables(let derived) = source else { return try frame() }
        var view = try frame()
        let actions = view.actions?.filter { $0.owner?.folded == name.folded } ?? []
        var ids = try derived.risks(tagged: .responsible(name), organisation, on: day)
        for id in Set(actions.compactMap(\.riskID)) {
            let key = RiskKey(organisation: organisation, id: id)
            if let risk = try derived.risk(key) { ids.insert(risk.id) }
        }
        for risk in try risks(ids, derived) { try add(risk, to: &view, derived) }
        // Lines of the framework bear actions of their own, and are few.
        var principal: [StoredRisk] = []
        try derived.risks(organisation, .principal) { principal.append($0) }
        for risk in principal.sorted(by: { $0.key < $1.key }) { try add(risk, to: &view, derived) }
        let held = Set(view.allRisks.map(\.key.id))
        var narrow = try withCompanions(view, derived)
        narrow.actions?.removeAll { action in
            action.owner?.folded != name.folded && !held.contains(action.riskID ?? "")
        }
        let facts = try facts(view, derived)
        let asked = CheckSubjects.risks(Set(view.allRisks.map(\.key)))
        let runs = [asked, .organisation].map { CheckRun(on: narrow, about: $0, facts: facts) }
        view.findings = Checks.sorted(runs.flatMap { $0.findings() })
        view.notRun = runs.first?.notRun ?? []
        return view
    }

    // MARK: - What findings follow from besides

    /// The view with the risks that its own are checked against.
    private func withCompanions(
        _ view: RegisterView, _ derived: Derived
    ) throws -> RegisterView {
        var ids = Set<Int64>()
        for state in view.risks where state.standing.isLive {
            guard let reference = state.record.reference, !reference.folded.isEmpty else {
                continue
            }
            ids.formUnion(try sharing(reference, derived))
        }
        for state in view.principalRisks {
            ids.formUnion(
                try derived.risks(tagged: .principal(state.key.id), organisation, on: day))
            let line = state.principal
            for id in (line?.linkedRisks ?? []) + [line?.ownRecord].compactMap({ $0 }) {
                let key = RiskKey(organisation: organisation, id: id)
                if let risk = try derived.risk(key) { ids.insert(risk.id) }
            }
        }
        let held = Set(view.risks.map(\.key))
        var wider = view
        for risk in try risks(ids, derived) where !held.contains(risk.key) {
            try add(risk, to: &wider, derived)
        }
        wider.risks.sort { $0.key < $1.key }
        if !view.principalRisks.isEmpty {
            let principals = Set(view.principalRisks.map(\.key))
            try derived.risks(organisation, .principal) { risk in
                guard !principals.contains(risk.key) else { return }
                if let found = try found(risk, derived, before: days.dropLast().last) {
                    wider.add(try state(found))
                }
            }
            wider.principalRisks.sort { $0.key < $1.key }
        }
        return wider
    }

    /// The live risks of a reference, the first of them where there are many.
    private func sharing(_ reference: String, _ derived: Derived) throws -> [Int64] {
        let ids = try derived.risks(tagged: .reference(reference), organisation, on: day)
        guard ids.count > ID02SharedReference.mostNamed + 1 else { return Array(ids) }
        return try risks(ids, derived).prefix(ID02SharedReference.mostNamed + 1).map(\.id)
    }

    /// Operational risks by key.
    private func risks(_ ids: Set<Int64>, _ derived: Derived) throws -> [StoredRisk] {
        try ids.compactMap { try derived.risk($0, of: organisation) }.sorted { $0.key < $1.key }
    }

    private func add(
        _ risk: StoredRisk, to view: inout RegisterView, _ derived: Derived
    ) throws {
        if let found = try found(risk, derived, before: days.dropLast().last) {
            view.add(try state(found))
        }
    }

    /// What the checks ask of the organisation as a whole.
    private func facts(_ view: RegisterView, _ derived: Derived) throws -> OrganisationFacts {
        var facts = OrganisationFacts()
        for register in view.rulebook.registers
        where try derived.isAny(tagged: .mark(register.id), organisation, on: day) {
            facts.marks.insert(register.id)
        }
        for objective in view.framework?.objectives ?? [] {
            let names = ([objective.id] + objective.aliases).filter {
                view.framework?.objective(named: $0, on: day)?.id == objective.id
            }
            if try names.contains(where: {
                try derived.isAny(tagged: .objective($0), organisation, on: day)
            }) {
                facts.objectives.insert(objective.id)
            }
        }
        let principal = view.selection.isEverything ? view.principalRisks : []
        if let framework = view.framework {
            facts.objectives.formUnion(
                OrganisationFacts.objectives(
                    named: principal.filter(\.standing.isLive), framework, on: day))
        }
        let directors = OrganisationFacts.directors(of: view)
        let people = try view.mentions.filter { pair in
            try !directors.contains(pair)
                && derived.isAny(tagged: .person(pair), organisation, on: day)
        }
        facts.people = NamedPeople(pairs: people)
        return facts
    }
}
