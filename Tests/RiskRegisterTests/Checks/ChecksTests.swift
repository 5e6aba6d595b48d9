import Foundation
import RiskRegister
import Testing

@Suite("Checks") struct ChecksTests {
    @Test("A register with everything in order has no findings, and every check ran")
    func goodRegisterIsSilent() {
        let (findings, notRun) = Checks.run(on: ExampleRegister.good.view)
        #expect(findings.isEmpty, "\(findings)")
        #expect(notRun.isEmpty, "\(notRun)")
    }

    @Test(
        "A check finds its examples, and not the nearest thing to them",
        arguments: Checks.catalogue.map(\.code))
    func findsItsExamples(_ code: String) throws {
        let check = try #require(Checks.check(code))
        #expect(!check.examples.isEmpty, "a check has an example in its file")
        for example in check.examples {
            let found = findings(code, in: example.bad)
            #expect(
                found.contains {
                    $0.subject.id == example.subject && $0.message == example.message
                },
                "\(example): \(found.map { "\($0.subject.id): \($0.message)" })")
            #expect(found.allSatisfy { !$0.advice.isEmpty })
            let near = findings(code, in: example.near).filter {
                $0.subject.id == example.subject || $0.message == example.message
            }
            #expect(near.isEmpty, "\(example): \(near.map(\.message))")
        }
    }

    private func findings(
        _ code: String, in edit: (inout ExampleRegister) -> Void
    ) -> [Finding] {
        var register = ExampleRegister.good
        edit(&register)
        return Checks.run(on: register.view).findings.filter { $0.code == code }
    }

    @Test("Every code is there once, with a title, a reason and advice, and on the generated page")
    func everyCodeIsWhole() {
        let codes = Checks.catalogue.map(\.code)
        #expect(Set(codes).count == codes.count)
        for check in Checks.catalogue {
            #expect(!check.title.isEmpty && check.why.hasSuffix(".") && check.advice.hasSuffix("."))
            #expect(FindingsDocument.markdown().contains("## \(check.code): \(check.title)"))
        }
    }

    @Test(
        "Every check is one file of its family's folder, named after its code, and in the catalogue"
    )
    func oneFileACheck() throws {
        let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent()
            .appendingPathComponent("../../../Sources/RiskRegister/Checks").standardizedFileURL
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        let names = paths.compactMap { path -> String? in
            let parts = path.split(separator: "/")
            guard parts.count == 2, let name = parts.last else { return nil }
            let code = name.prefix(4)
            let isCheck =
                code.prefix(2).allSatisfy(\.isUppercase) && code.suffix(2).allSatisfy(\.isNumber)
            return isCheck ? String(name) : nil
        }
        #expect(
            names.map { String($0.prefix(4)) }.sorted() == Checks.catalogue.map(\.code).sorted())
    }

    @Test(
        "A check without its data says why it did not run, and finds nothing",
        arguments: [
            ("AC01", "no actions file"), ("SC11", "no actions file"),
            ("CA01", "no assurance framework"), ("OB01", "no assurance framework"),
            ("RT07", "no earlier extract"), ("ID03", "no earlier extract"),
            ("RT01", "the export marks no risk as on the HLRR"),
            ("RT03", "the export marks no risk as on the BAF"),
            ("RT09", "no assurance framework"),
        ])
    func saysNotRun(code: String, reason: String) {
        var register = ExampleRegister.good
        register.actions = nil
        register.framework = nil
        register.extracts.removeFirst()
        for id in ["2101", "2102", "2103"] { register.now(id) { $0.markedRegisters = nil } }
        let (findings, notRun) = Checks.run(on: register.view)
        #expect(notRun.contains(NotRun(code: code, reason: reason)), "\(notRun)")
        #expect(!findings.contains { $0.code == code })
        #expect(notRun.map(\.code) == notRun.map(\.code).sorted())
    }

    @Test("Without an actions file the framework's own actions are checked, and that is said")
    func frameworkActionsAlone() {
        var register = ExampleRegister.good
        let action = register.actions?.first
        register.actions = nil
        register.line { line in
            guard var action else { return }
            action.riskID = nil
            action.due = .day(may)
            line.actions = [action]
        }
        let (findings, notRun) = Checks.run(on: register.view)
        #expect(findings.map(\.code) == ["AC01"])
        #expect(findings.first?.subject == .action("A1", riskID: "PR1"))
        #expect(
            notRun.first { $0.code == "AC01" }?.reason
                == "no actions file: only the framework's own actions were checked")
    }

    @Test("The rulebook switches a check off, and sets its severity and its limit")
    func honoursSettings() {
        var register = ExampleRegister.good
        register.now("2101") {
            $0.reviewDue = nil
            $0.opened = .day(day(2025, 12, 1))
            $0.owner = nil
        }
        register.settings.merge([
            "DT03": FindingSetting(isOn: false, severity: .warning, limit: nil),
            "DT10": FindingSetting(isOn: true, severity: .error, limit: 6),
            "DT11": FindingSetting(isOn: true, severity: .error, limit: nil),
            "OW01": FindingSetting(isOn: true, severity: .information, limit: nil),
        ]) { $1 }
        let (findings, notRun) = Checks.run(on: register.view)
        #expect(findings.map { "\($0.severity) \($0.code)" } == ["error DT10", "information OW01"])
        #expect(
            notRun == [
                NotRun(code: "DT03", reason: "switched off by the rulebook"),
                NotRun(code: "DT11", reason: "the rulebook sets no limit"),
            ])
    }

    @Test("An accepted finding carries its reason until its last day, and then no longer")
    func acceptance() {
        var register = ExampleRegister.good
        register.now("2101") { $0.owner = nil }
        register.rulings = [ruling(1, "2101", .acceptFinding, "ow01", june, until: july)]
        func found(_ asAt: Day) -> Finding? {
            Checks.run(on: register.view(asAt: asAt)).findings.first { $0.code == "OW01" }
        }
        #expect(found(july)?.acceptedUntil == july)
        #expect(found(july)?.acceptedWhy == "controls are in place")
        #expect(found(july.adding(days: 1))?.acceptedUntil == nil)
        register.rulings[0].subject = RiskKey(organisation: "NB", id: "2102")
        #expect(found(july)?.acceptedWhy == nil)
    }

    @Test("Findings are sorted by severity, code and subject, and name who should act")
    func order() {
        var register = ExampleRegister.good
        for id in ["2103", "2101"] {
            register.now(id) {
                $0.reviewDue = .day(may)
                $0.target = ScoreEntry()
            }
        }
        let findings = Checks.run(on: register.view).findings
        #expect(
            findings.map { "\($0.code) \($0.subject.id)" } == [
                "DT02 2103", "DT01 2101", "SC05 2101", "SC05 2103",
            ])
        #expect(findings.allSatisfy { $0.owner == "Service Manager" })
    }

    @Test("Story C: contradictions, gaps and impossible scores get exactly these codes")
    func storyC() {
        var register = ExampleRegister.good
        func last(_ id: String, _ entry: ScoreEntry) -> RiskRecord {
            record(id, 4, 4) { $0.current = entry }
        }
        register.extracts[0].records += [record("4402", 4, 4)]
        var contradicted = score(4, 4)
        contradicted.printed = PrintedScore(12)
        var reduced = score(3, 4)
        reduced.printed = PrintedScore(16)
        register.extracts[1].records += [
            last("4401", contradicted), last("4402", reduced),
            last("4403", ScoreEntry(printed: PrintedScore(14))), last("4404", ScoreEntry()),
            last("4405", ScoreEntry(printed: PrintedScore(18))),
            record("4406", 5, 4) { $0.approval = .awaiting },
        ]
        let findings = Checks.run(on: register.view).findings
        func subjects(_ code: String) -> [String] {
            findings.filter { $0.code == code }.map(\.subject.id)
        }
        #expect(subjects("SC01") == ["4403", "4405"])
        #expect(subjects("SC02") == ["4401", "4402"])
        #expect(subjects("SC03") == [])
        #expect(subjects("SC04") == ["4404"])
        #expect(!findings.contains { $0.subject.id == "4406" })
    }

    @Test(
        "Personal data is known by its form, and measures, dates and codes are not taken for it",
        arguments: [
            ("NHS number 943 476 5919", [PersonalData.Kind.nhsNumber]),
            ("NHS number 9434765919.", [.nhsNumber]),
            ("943-476-5919", [.nhsNumber]),
            ("943 476 5918 and 1111111111", []),
            ("NHS no: 943 476 5918, Nhs number 0123456789", [.nhsNumber]),
            ("the NHS spent 9434765918 pounds; nhs 2030 plan 943 476 5918", []),
            ("order 19434765919", []),
            ("write to jo.bloggs@example.nhs.uk", [.email]),
            ("a 3 @ 4 rota, @home", []),
            ("call 01992 555123 or +44 20 7946 0000", [.phone]),
            ("call (020) 7946 0000 or 07700 900123", [.phone]),
            ("seen 01-04-2026 09:30 and 01/04/2026", []),
            ("budget 0.123456789 and 1234567890123", []),
            ("lives at SG1 4AB", [.postcode]),
            ("EC1A 1BB", [.postcode]),
            ("wards B12 3CO and A1 2 beds", []),
            ("DOB 01/02/1950", [.dateOfBirth]),
            ("born on a Sunday; Date Of Birth", [.dateOfBirth]),
            ("dobson street, reborn on", []),
            ("Mrs Okafor and Dr. A N Patel", [.name]),
            ("Miss O’Neill", [.name]),
            ("MS Teams, Dr Foster, Mr A, ms access, Miss the", []),
            ("é à ü Мрс", []), ("", []), ("@", []), ("+", []), ("0", []), ("Dr", []),
        ])
    func personalData(_ text: String, _ kinds: [PersonalData.Kind]) {
        #expect(PersonalData.kinds(in: text) == kinds)
    }

    @Test(
        "What is found is found where it stands, and no further",
        arguments: [
            ("É: call 01992 555 123.", ["01992 555 123"]),
            ("<jo.o'neil+x@example.nhs.uk>, ok", ["jo.o'neil+x@example.nhs.uk"]),
            (
                "DOB: 01/02/1950; d.o.b 3 March 1950, seen",
                ["DOB: 01/02/1950", "d.o.b 3 March 1950"]
            ),
            ("born on a Sunday", ["born on"]), ("at SG1 4AB.", ["SG1 4AB"]),
            ("Dr. A N Patel's NHS number 943-476-5918!", ["Dr. A N Patel", "943-476-5918"]),
            // Persons of the register: Jo O'Neil, Zoë Smith-Jones, Sam Ward; a title is found as such.
            ("Jo O’Neil or J. O'Neil", ["Jo O’Neil", "J. O'Neil"]),
            ("ask ZOË SMITH-JONES", []), ("ask Zoë Smith-Jones", ["Zoë Smith-Jones"]),
            ("Sam ward; Ward Sam; Sam, Ward 3; S Ward", ["S Ward"]),
            ("Mr Jo O’Neil met Mrs Mary Okafor", ["Mr Jo O’Neil", "Mrs Mary Okafor"]),
            ("O'Neil Ward, Young Ward", []),
        ] as [(String, [String])])
    func spans(_ text: String, _ found: [String]) {
        let people = NamedPeople([
            "O'Neil, Jo (Matron)", "Dr Zoë Smith-Jones; Sam Ward", "Ward Manager", "Young",
            "Director of Nursing", "Young Price and Ward Team",
        ])
        let bytes = Array(text.utf8)
        let spans = PersonalData.spans(in: text, naming: people)
        #expect(spans.map { String(decoding: bytes[$0.bytes], as: UTF8.self) } == found)
    }

    @Test("A chase list holds one owner's findings as text, overdue first, and no other name")
    func chaseList() {
        var register = ExampleRegister.good
        register.now("2102") {
            $0.reviewDue = .day(may)
            $0.owner = "Head of Estates"
            $0.target = ScoreEntry()
        }
        register.now("2101") { $0.target = ScoreEntry() }
        register.action {
            $0.owner = "head of estates "
            $0.due = .day(may)
        }
        let view = register.view
        let text = ChaseList.text(
            owner: "Head of Estates", findings: Checks.run(on: view).findings, view: view)
        #expect(
            text == """
                Dear Head of Estates,

                The risk register as at 30 June 2026 holds 3 points that need you. Please look at them in the risk system.

                Overdue
                - 2101: Risk 2101
                  Action A1: action overdue by 30 days, due 31 May 2026 (AC01).
                  What to do: Do it, or agree a new date and say why.
                - 2102: Risk 2102
                  review overdue by 30 days, due 31 May 2026 (DT02).
                  What to do: Review the risk before the next meeting, and set the next review date.

                To put right
                - 2102: Risk 2102
                  no target score is recorded (SC05).
                  What to do: Agree and record a target score.

                Thank you.

                """)
        #expect(!text.contains("Service Manager"))
        #expect(
            ChaseList.text(owner: "Nobody", findings: [], view: view)
                .contains("Nothing in the risk register as at 30 June 2026 needs you."))
    }

    @Test("The list of facts names every fact, its type and the decisions that may ask for it")
    func factsDocument() {
        let text = FactsDocument.markdown()
        for fact in Fact.allCases {
            #expect(text.contains("| `\(fact.rawValue)` | \(fact.typeName) |"))
        }
        for role in Role.allCases { #expect(text.contains("| `\(role.rawValue)` | `")) }
    }
}
