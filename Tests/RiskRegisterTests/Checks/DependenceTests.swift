import RiskRegister
import Testing

/// What checks say that their findings follow from is true: less changes them, and nothing else does.
@Suite("What findings follow from") struct DependenceTests {
    /// Registers by number, so that a failure names one that can be made again.
    private static let registers: [ExampleRegister] = {
        let edits = Checks.catalogue.flatMap(\.examples).flatMap { [$0.bad, $0.near] }
        let alone = Checks.catalogue.flatMap(\.examples).map { example in
            var register = ExampleRegister.good
            example.bad(&register)
            return register
        }
        // Crowds have many of the examples at once, and a second risk beside each.
        let crowds = (0..<11).map { seed in
            var register = ExampleRegister.good
            for (number, edit) in edits.enumerated() where (number * 7 + seed * 5) % 11 < 2 {
                edit(&register)
            }
            register.crowd()
            return register
        }
        return [.good] + alone + crowds
    }()

    /// Each on the day that it asks.
    private static let views: [RegisterView] = registers.map(\.view)

    private func code(_ finding: Finding) -> Check? { Checks.check(finding.code) }

    private func isAbout(_ finding: Finding, _ key: RiskKey) -> Bool {
        switch finding.subject {
        case .risk(let subject): subject == key
        case .action(_, let riskID): riskID == key.id
        case .objective, .ruling, .extract, .file: false
        }
    }

    /// It follows from the risk, and is no acceptance of something that does not.
    private func followsFromRisk(_ finding: Finding) -> Bool {
        guard code(finding)?.dependsOn.scope == .risk else { return false }
        return !Checks.catalogue.contains {
            $0.dependsOn.scope != .risk
                && finding.message.hasPrefix("the acceptance of \($0.code) ")
        }
    }

    private func marks(_ view: RegisterView) -> Set<String> {
        Set(view.risks.flatMap { $0.record.markedRegisters ?? [] })
    }

    @Test(
        "The findings about one risk are those of the whole register about it",
        arguments: registers.indices)
    func oneRisk(_ number: Int) {
        let view = Self.views[number]
        let whole = Checks.run(on: view)
        for state in view.allRisks {
            let wanted = whole.findings.filter {
                isAbout($0, state.key) && followsFromRisk($0)
            }
            let narrow = Checks.run(on: view, about: .risks([state.key]))
            #expect(narrow.findings == wanted, "\(state.key.id)")
            #expect(narrow.notRun == whole.notRun)
            // The same from what a store would read for it, and no more.
            let run = CheckRun(
                on: view.narrowed(to: state.key, with: Set(Part.allCases)),
                about: .risks([state.key]),
                facts: OrganisationFacts(
                    marks: marks(view), people: OrganisationFacts.people(of: view)))
            #expect(run.findings() == wanted, "\(state.key.id), narrowed")
            #expect(run.notRun == whole.notRun)
        }
    }

    @Test(
        "What is found about each risk and about the organisation is what is found about everything",
        arguments: registers.indices)
    func partsAreTheWhole(_ number: Int) {
        let view = Self.views[number]
        let risks = Checks.run(on: view, about: .risks(Set(view.allRisks.map(\.key)))).findings
        let rest = Checks.run(on: view, about: .organisation).findings
        let whole = Checks.run(on: view).findings
        #expect(Checks.sorted(risks + rest) == whole)
        let run = CheckRun(on: view)
        let lasting = run.lasting()
        #expect(run.findings(besides: lasting.reversed()) == whole, "what lasts can be stored")
    }

    @Test(
        "What lasts is the same on a later day, when the register is the same",
        arguments: registers.indices)
    func laterDays(_ number: Int) {
        let view = Self.views[number]
        for days in [1, 40, 1000] {
            var later = view
            later.asAt = view.asAt.adding(days: days)
            #expect(CheckRun(on: later).lasting() == CheckRun(on: view).lasting())
        }
    }

    @Test(
        "A check that says it looks at the day finds other things on another",
        arguments: Checks.catalogue.filter(\.dependsOn.onDay).map(\.code))
    func looksAtTheDay(_ code: String) {
        let differs = Self.views.contains { view in
            [-100, 1000].contains { days in
                var other = view
                other.asAt = view.asAt.adding(days: days)
                return found(code, view) != found(code, other)
            }
        }
        #expect(differs)
    }

    private func found(_ code: String, _ view: RegisterView) -> [Finding] {
        Checks.run(on: view).findings.filter { $0.code == code }
    }

    typealias Part = Dependence.Part

    /// Declarations of checks that follow from one risk, with the checks that make them.
    private static let declarations = Dictionary(
        grouping: Checks.catalogue.filter { $0.dependsOn.scope == .risk },
        by: \.dependsOn.parts)

    @Test(
        "A check of one risk reads nothing but what it declares", arguments: registers.indices)
    func readsWhatItDeclares(_ number: Int) {
        let view = Self.views[number]
        for state in view.allRisks {
            let wanted = unaccepted(Checks.run(on: view, about: .risks([state.key])).findings)
            for (parts, checks) in Self.declarations {
                let found = unaccepted(findings(view, about: state.key, with: parts))
                let codes = Set(checks.map(\.code))
                #expect(
                    found.filter { codes.contains($0.code) }
                        == wanted.filter { codes.contains($0.code) },
                    "\(state.key.id): \(codes.sorted()) read more than \(parts)")
            }
        }
    }

    @Test(
        "A check of one risk needs everything that it declares",
        arguments: Checks.catalogue.filter {
            $0.dependsOn.scope == .risk && !$0.dependsOn.parts.isEmpty
        }.map(\.code))
    func needsWhatItDeclares(_ code: String) throws {
        let parts = try #require(Checks.check(code)).dependsOn.parts
        // What other checks find is no part of a view that could be left out.
        for part in parts where part != .findings {
            let isNeeded = Self.views.contains { view in
                view.allRisks.contains { state in
                    func found(_ parts: Set<Part>) -> [Finding] {
                        findings(view, about: state.key, with: parts).filter { $0.code == code }
                    }
                    return found(parts) != found(parts.subtracting([part]))
                }
            }
            #expect(isNeeded, "\(code) finds the same without \(part.rawValue)")
        }
    }

    private func findings(
        _ view: RegisterView, about key: RiskKey, with parts: Set<Part>
    ) -> [Finding] {
        CheckRun(
            on: view.narrowed(to: key, with: parts), about: .risks([key]),
            facts: OrganisationFacts(
                marks: marks(view),
                people: parts.contains(.people) ? OrganisationFacts.people(of: view) : .none)
        ).findings()
    }

    /// Rulings may be left out, and with them what people accepted.
    private func unaccepted(_ findings: [Finding]) -> [Finding] {
        findings.map { finding in
            var finding = finding
            (finding.acceptedUntil, finding.acceptedWhy) = (nil, nil)
            return finding
        }
    }

    @Test("A check that must see the whole register says so, and no other does")
    func scopes() {
        for check in Checks.catalogue where !check.looks.isEmpty {
            let seesAll = check.looks.contains { if case .register = $0 { true } else { false } }
            #expect(seesAll == (check.dependsOn.scope != .risk), "\(check.code)")
        }
    }
}

extension ExampleRegister {
    /// A second risk beside each operational one, with the same reference, and what belongs to nobody.
    fileprivate mutating func crowd() {
        for place in extracts.indices {
            extracts[place].records += extracts[place].records.map { record in
                var record = record
                record.sourceID = record.sourceID.map { "3" + $0.dropFirst() }
                record.owner = "Ward Manager"
                return record
            }
        }
        var more = actions ?? []
        for (number, var action) in more.enumerated() {
            action.id = "B\(number + 1)"
            action.riskID = action.riskID.map { "3" + $0.dropFirst() }
            action.due = .example(2026, 6, 1 + number)
            more.append(action)
        }
        for (number, id) in ["9999", nil].enumerated() {
            var action = ActionRecord()
            action.id = "C\(number)"
            action.riskID = id
            action.text = "call Mrs Okafor"
            more.append(action)
        }
        if actions != nil { actions = more }
        if var second = framework?.principalRisks.first {
            second.id = "PR2"
            second.linkedRisks = ["3101", "3102", "2102"]
            second.gaps[0].actions = ["B1"]
            framework?.principalRisks.append(second)
        }
        rule(
            90, "3102", .acceptFinding, "TX05", on: .example(2026, 5, 1),
            until: .example(2026, 5, 31))
        rule(
            91, "3101", .acceptFinding, "AC01", on: .example(2026, 5, 1),
            until: .example(2026, 6, 1))
        rule(
            92, "3101", .acceptFinding, "ID02", on: .example(2026, 5, 1),
            until: .example(2026, 6, 1))
        rule(
            93, "B2", .acceptFinding, "AC01", on: .example(2026, 5, 1), until: .example(2027, 6, 1))
        rule(94, "9998", .release, "BAF", on: .example(2026, 5, 1))
        rule(95, "3103", .hold, "BAF", on: .example(2026, 5, 31), until: .example(2026, 6, 29))
    }
}

extension RegisterView {
    /// What would have to be read for one risk: itself, and the parts named.
    fileprivate func narrowed(to key: RiskKey, with parts: Set<Dependence.Part>) -> RegisterView {
        var view = self
        // What other checks find follows from all that they read.
        let parts =
            parts.contains(.findings)
            ? parts.union([
                .framework, .actions, .namedActions, .before, .linkedRisks, .sameReference,
            ]) : parts
        var keys: Set<RiskKey> = [key]
        if parts.contains(.linkedRisks) {
            keys.formUnion(RiskLinks(risks, framework: framework).risks(under: key.id).map(\.key))
        }
        if parts.contains(.sameReference),
            let reference = allRisks.first(where: { $0.key == key })?.record.reference?.folded
        {
            keys.formUnion(
                allRisks.filter { $0.record.reference?.folded == reference }.map(\.key))
        }
        func kept(_ states: [RiskState]) -> [RiskState] {
            states.filter { keys.contains($0.key) }.map { state in
                var state = state
                if !parts.contains(.before) { state.before = nil }
                return state
            }
        }
        (view.risks, view.principalRisks) = (kept(risks), kept(principalRisks))
        let named = principalRisks.filter { $0.key == key }.compactMap(\.principal)
            .flatMap(\.gaps).flatMap(\.actions)
        let ids = Set(keys.map(\.id))
        view.actions = actions?.filter { action in
            (parts.contains(.actions) && action.riskID.map(ids.contains) ?? false)
                || (parts.contains(.namedActions) && action.id.map(named.contains) ?? false)
        }
        if !parts.contains(.framework), var framework {
            framework.objectives = []
            // That there is appetite in numbers is known of the organisation.
            for place in framework.appetites.indices { framework.appetites[place].domain = "?" }
            view.framework = framework
        }
        view.rulings = rulings.filter {
            parts.contains(.rulings) && ($0.subject == key || $0.verb == .acceptFinding)
        }
        return view
    }
}
