import RegisterStore
import RiskRegister
import Testing

private let june = day(2026, 6, 28)
private let may = day(2026, 5, 28)

/// One register of two organisations that share ids, objective codes, principal risks and directorates.
@Suite("Organisations never mix") struct OrganisationTests {
    private struct Told {
        var verb: Ruling.Verb
        var id: String
        var register: String
        var date: Day
        var until: Day?
        var organisation: String
    }

    private func rule(_ told: Told, in register: TestRegister) {
        try? register.rule(
            told.verb, told.id, on: told.register, told.date, until: told.until,
            of: told.organisation)
    }

    /// What a view says, without the sequences that other organisations' entries move.
    private func said(_ view: RegisterView) -> String {
        var view = view
        for place in view.risks.indices { settle(&view.risks[place]) }
        for place in view.principalRisks.indices { settle(&view.principalRisks[place]) }
        return dump(view)
    }

    private func settle(_ state: inout RiskState) {
        func settled(_ standing: Standing) -> Standing {
            var standing = standing
            for place in standing.holds.indices { standing.holds[place].ruling = 0 }
            for place in standing.refusals.indices { standing.refusals[place].ruling = 0 }
            standing.idleRulings = standing.idleRulings.map { _ in 0 }
            return standing
        }
        state.standing = settled(state.standing)
        if let before = state.before {
            state.before?.standing = settled(before.standing)
        }
    }

    @Test(
        "Each organisation's answers and findings are those of a register of its own",
        arguments: 1...8)
    func alone(_ seed: UInt64) throws {
        var random = Seeded(state: seed &* 7919)
        let codes = ["AAA", "BBB"]
        var extracts = codes.flatMap { inventedHistory(&random, of: $0) }
        extracts.shuffle(using: &random)
        let told = (0..<10).map { _ in
            let date = day(2026, 2, 1).adding(days: Int.random(in: 0...150, using: &random))
            return Told(
                verb: Ruling.Verb.allCases.prefix(4).randomElement(using: &random) ?? .agree,
                id: String(Int.random(in: 1...12, using: &random)),
                register: Bool.random(using: &random) ? "HLRR" : "BAF", date: date,
                until: Bool.random(using: &random) ? date.adding(days: 40) : nil,
                organisation: codes.randomElement(using: &random) ?? "AAA")
        }
        let both = try TestRegister()
        for extract in extracts { try both.take(extract) }
        for ruling in told { rule(ruling, in: both) }
        for code in codes {
            let own = try TestRegister()
            for extract in extracts where extract.organisation == code { try own.take(extract) }
            for ruling in told where ruling.organisation == code { rule(ruling, in: own) }
            for month in 1...7 {
                let date = day(2026, month, 28)
                let wanted = Result { try own.view(date) }
                let found = Result { try both.view(date, of: code) }
                guard let alone = try? wanted.get() else {
                    #expect(throws: (any Error).self) { try found.get() }
                    continue
                }
                let mixed = try found.get()
                #expect(said(mixed) == said(alone), "seed \(seed), \(code), \(date)")
                #expect(mixed.isOneOfSeveral && !alone.isOneOfSeveral)
                #expect(messages(mixed) == messages(alone), "seed \(seed), \(code), \(date)")
                if let earlier = try? own.view(date.adding(days: -31)) {
                    let before = try both.view(date.adding(days: -31), of: code)
                    #expect(
                        Changes.between(before, mixed).map { "\($0.key.id) \($0.kind)" }
                            == Changes.between(earlier, alone).map { "\($0.key.id) \($0.kind)" })
                }
            }
        }
        #expect(try both.store.verify().problems.map(\.description) == [], "seed \(seed)")
    }

    /// What the checks find, with the ids that a register of several prints made plain.
    private func messages(_ view: RegisterView) -> [String] {
        let run = Checks.run(on: view)
        let prefix = view.organisation + ":"
        func plain(_ text: String) -> String {
            var pieces: [Substring] = []
            var rest = text[...]
            while let range = rest.firstRange(of: prefix) {
                pieces.append(rest[..<range.lowerBound])
                rest = rest[range.upperBound...]
            }
            return (pieces + [rest]).joined()
        }
        func name(_ subject: FindingSubject) -> String {
            if case .ruling = subject { "a ruling" } else { subject.id }
        }
        return run.findings.map { "\($0.code) \(name($0.subject)) \(plain($0.message))" }.sorted()
            + run.notRun.map { "\($0.code) \($0.reason)" }
    }

    private func two() throws -> TestRegister {
        let register = try TestRegister()
        for code in ["AAA", "BBB"] {
            for (day, score) in [(may, "L4 C3"), (june, code == "AAA" ? "L4 C4" : "L3 C4")] {
                try register.take(
                    TestExtract(
                        day, ["7 \(score) SO2", "8 L2 C2"],
                        framework: """
                            objective SO2 \(code == "AAA" ? "strategic" : "local")
                            risk PR1 \(code == "AAA" ? 16 : 6) \(code == "AAA" ? "held" : "theme") SO2 linked=7
                            """, organisation: code))
            }
        }
        return register
    }

    @Test("Ids are printed with their organisation, and either form names the risk")
    func labels() throws {
        let view = try two().view(of: "BBB")
        #expect(view.risks.map { view.label($0.key) } == ["BBB:7", "BBB:8"])
        #expect(view.risk(named: "BBB:7") == view.risk(named: "7"))
        #expect(view.risk(named: "AAA:7") == nil)
        #expect(view.framework?.objectives.first?.kind == .other("local"))
        #expect(try two().view(of: "AAA").framework?.objectives.first?.kind == .strategic)
    }

    @Test("A view of several organisations is refused with their codes; an unknown one too")
    func named() throws {
        let register = try two()
        #expect(throws: StoreError.severalOrganisations(["AAA", "BBB"])) { try register.view() }
        #expect(throws: StoreError.noSuchOrganisation("CCC", known: ["AAA", "BBB"])) {
            try register.view(of: "CCC")
        }
        #expect(try register.store.organisations() == ["AAA", "BBB"])
        #expect(
            try register.store.organisations(knownAt: .sequence(2)) == ["AAA"])
    }

    @Test("Each organisation speaks for its own newest day")
    func newestDay() throws {
        let register = try two()
        let july = day(2026, 7, 28)
        try register.take(TestExtract(july, ["7 L1 C1"], organisation: "BBB"))
        #expect(try register.view(of: "AAA").asAt == june)
        #expect(try register.view(of: "BBB").asAt == july)
    }

    @Test("Rules adopted by one organisation are its own; those for all end when its first begin")
    func rulebooks() throws {
        let register = try two()
        let before = dump(try register.view(june, of: "AAA"))
        let own = try register.store.adopt(
            testSource(version: "b1", threshold: 12, from: june), for: "BBB",
            recordedAt: register.now()
        ).rulebook
        #expect(own.organisation == "BBB")
        #expect(dump(try register.view(june, of: "AAA")) == before)
        #expect(try register.view(may, of: "BBB").rulebook.version == "1")
        #expect(try register.view(june, of: "BBB").rulebook.version == "b1")
        #expect(try register.view(june, of: "BBB").state("7").isOn("HLRR"))
        // One for all that begins later does not end the organisation's own.
        let july = day(2026, 7, 28)
        _ = try register.store.adopt(
            testSource(version: "2", threshold: 4, from: july), recordedAt: register.now())
        #expect(try register.view(july, of: "BBB").rulebook.version == "b1")
        #expect(try register.view(july, of: "AAA").rulebook.version == "2")
        #expect(try register.store.verify().problems == [])
        #expect(try register.store.rulebooks().map(\.organisation) == [nil, "BBB", nil])
        // As it was known before, all were served by the one.
        #expect(
            try register.view(june, knownAt: .sequence(own.sequence - 1), of: "BBB").rulebook
                .version == "1")
        #expect(throws: StoreError.noSuchOrganisation("CCC", known: ["AAA", "BBB"])) {
            try register.store.adopt(
                testSource(version: "c", from: june), for: "CCC", recordedAt: register.now())
        }
    }

    @Test("A paper is of its organisation alone, and a trial tries one")
    func papersAndTrials() throws {
        let register = try two()
        var paper = IssuedPaper(
            report: "hlrr", asAt: may, knownAt: 2, meeting: "Board", fingerprint: "ab",
            risks: ["AAA:7"], organisation: "AAA")
        paper.recordedAt = register.now()
        let issued = try register.store.issue(paper)
        #expect(try register.view(june, of: "AAA").papers == [issued])
        #expect(try register.view(june, of: "BBB").papers == [])
        let tried = testRulebook(version: "try", threshold: 12)
        #expect(throws: StoreError.severalOrganisations(["AAA", "BBB"])) {
            try register.store.trial(TrialRequest(rules: tried))
        }
        let trial = try register.store.trial(TrialRequest(rules: tried, organisation: "BBB"))
        #expect(trial.views.tried.risks.map(\.key.organisation) == ["BBB", "BBB"])
        #expect(try trial.views.tried.state("7").isOn("HLRR"))
        #expect(try register.store.verify().problems == [])
    }
}
