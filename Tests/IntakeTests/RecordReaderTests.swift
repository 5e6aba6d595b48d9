import RiskRegister
import Testing

@testable import Intake

/// A record's fields, and one line about what the reader makes of them.
struct RecordCase: CustomTestStringConvertible, Sendable {
    let fields: [(String, String)]
    let expected: String
    let look: @Sendable (RiskRecord) -> String
    var testDescription: String {
        fields.map { "\($0)=\($1)" }.joined(separator: " ").debugDescription
    }

    init(
        _ fields: [(String, String)], _ expected: String,
        _ look: @escaping @Sendable (RiskRecord) -> String
    ) {
        self.fields = fields
        self.expected = expected
        self.look = look
    }
}

/// "L4 C3 printed 12 band High unreadable 6": what an entry holds.
private func shown(_ entry: ScoreEntry) -> String {
    var parts: [String] = []
    if let likelihood = entry.likelihood { parts.append("L\(likelihood)") }
    if let consequence = entry.consequence { parts.append("C\(consequence)") }
    if let printed = entry.printed {
        parts.append("printed \(printed.text)" + (printed.number == nil ? " (no number)" : ""))
    }
    if let band = entry.band { parts.append("band \(band)") }
    parts += entry.unreadable.map { "unreadable \($0)" }
    return parts.joined(separator: " ")
}

private func codes(_ record: RiskRecord) -> String {
    record.findings.map { "\($0.code) \($0.field ?? "")" }.joined(separator: ", ")
}

extension RecordCase {
    private static let current: @Sendable (RiskRecord) -> String = { shown($0.current) }
    private static let findings: @Sendable (RiskRecord) -> String = { codes($0) }

    static let names: [RecordCase] = [
        RecordCase([("recordid", " 2101 ")], "2101") { $0.sourceID ?? "nil" },
        RecordCase([("RECORD_ID", "7")], "7") { $0.sourceID ?? "nil" },
        RecordCase([("Datix ID", "7")], "7") { $0.sourceID ?? "nil" },
        RecordCase([("recordid", ""), ("Risk No.", "8")], "8") { $0.sourceID ?? "nil" },
        RecordCase([("ID", "9"), ("recordid", "8")], "8") { $0.sourceID ?? "nil" },
        RecordCase([("ram_name", "&nbsp;"), ("Title", "second")], "second") { $0.title },
        RecordCase([("ram_directorate/@code", "AD")], "Adults") { $0.directorate ?? "nil" },
        RecordCase(
            [("ram_directorate", "Adults & more"), ("ram_directorate/@code", "AD")],
            "Adults & more"
        ) { $0.directorate ?? "nil" },
        RecordCase([("ram_directorate/@colour", "red")], "nil") { $0.directorate ?? "nil" },
        RecordCase([("ram_handler/name", "someone")], "nil") { $0.owner ?? "nil" },
        RecordCase(
            [("ram_objectives/objective", "SO1"), ("ram_objectives/objective", "SO2")], "SO1+SO2"
        ) {
            $0.objectives.joined(separator: "+")
        },
        RecordCase([("ram_progress", "one"), ("ram_progress", "two")], "one\ntwo") {
            $0.progress ?? "nil"
        },
        RecordCase(
            [("ram_location", "Ward 1"), ("ram_unit", "Unit"), ("ram_specialty", "Unit")],
            "Unit/Ward 1"
        ) { $0.location.joined(separator: "/") },
        RecordCase([("Speciality", "Wounds")], "Wounds") { $0.location.joined(separator: "/") },
        RecordCase([("post code", "AB1")], "AB1 true") {
            "\($0.localFacts["post code"] ?? "nil") \($0.localFacts.count == 1)"
        },
    ]

    static let scores: [RecordCase] = [
        RecordCase(
            [("ram_cur_likeli", "4"), ("ram_cur_conseq", "3"), ("ram_cur_rating", "12")],
            "L4 C3 printed 12", current),
        RecordCase(
            [("ram_cur_likeli", "4 - Likely"), ("ram_cur_conseq", "Major (4)")], "L4 C4", current),
        RecordCase(
            [("ram_cur_likeli", "Possible"), ("ram_cur_conseq", "catastrophic")], "L3 C5", current),
        RecordCase([("ram_cur_rating", "18")], "printed 18", current),
        RecordCase([("ram_cur_rating", "12.5")], "printed 12.5", current),
        RecordCase([("ram_cur_rating", "25, 5x5")], "L5 C5 printed 25, 5x5", current),
        RecordCase([("ram_cur_rating", "4x3")], "L4 C3", current),
        RecordCase([("ram_cur_rating", "8 MOD")], "printed 8 MOD band MOD", current),
        RecordCase(
            [("ram_cur_rating", "8 MOD"), ("ram_cur_level", "Moderate")],
            "printed 8 MOD band Moderate", current),
        RecordCase(
            [("ram_cur_rating", "4x4"), ("ram_cur_likeli", "3"), ("ram_cur_conseq", "4")],
            "L3 C4 printed 4x4 (no number)", current),
        RecordCase(
            [("ram_cur_rating", "4x4"), ("ram_cur_likeli", "6")],
            "printed 4x4 (no number) unreadable 6", current),
        RecordCase([("ram_cur_rating", "6x3")], "C3 printed 6x3 (no number) unreadable 6", current),
        RecordCase(
            [("ram_cur_level", "Extreme 16")], "printed Extreme 16 band Extreme 16", current),
        RecordCase([("ram_cur_level", "Extreme")], "band Extreme", current),
        RecordCase(
            [("ram_cur_level/@code", "EXTREME"), ("ram_cur_level", "Extreme")], "band Extreme",
            current),
        RecordCase(
            [("ram_cur_likeli", "0"), ("ram_cur_conseq", "4.5")], "unreadable 0 unreadable 4.5",
            current),
        RecordCase([("ram_cur_likeli", "High")], "unreadable High", current),
        RecordCase([("ram_cur_likeli", ""), ("ram_cur_conseq", " ")], "", current),
        RecordCase([("ram_rating", "20"), ("ram_after_rating", "8")], "20 8") {
            "\($0.initial.printed?.text ?? "") \($0.target.printed?.text ?? "")"
        },
    ]

    static let words: [RecordCase] = [
        RecordCase([("rep_approved", "Final approval")], "approved ") {
            "\($0.approval) \(codes($0))"
        },
        RecordCase([("rep_approved", "FINAL  APPROVAL.")], "approved ") {
            "\($0.approval) \(codes($0))"
        },
        RecordCase([("rep_approved", "Awaiting final approval")], "awaiting ") {
            "\($0.approval) \(codes($0))"
        },
        RecordCase([("rep_approved", "")], "unknown ") { "\($0.approval) \(codes($0))" },
        RecordCase([("rep_approved", "Draft")], "unknown RD04 approval") {
            "\($0.approval) \(codes($0))"
        },
        RecordCase([("rep_approved", "Endgültig"), ("rep_approved/@code", "FA")], "approved ") {
            "\($0.approval) \(codes($0))"
        },
        RecordCase([("ram_status", "Closed")], "true ") { "\($0.isClosed) \(codes($0))" },
        RecordCase([("ram_status", "Open")], "false ") { "\($0.isClosed) \(codes($0))" },
        RecordCase([("ram_status", "Re-opened")], "false ") { "\($0.isClosed) \(codes($0))" },
        RecordCase([("ram_dclosed", "01/05/2026")], "true ") { "\($0.isClosed) \(codes($0))" },
        RecordCase([("ram_dclosed", "01/01/1900")], "false ") { "\($0.isClosed) \(codes($0))" },
        RecordCase([("ram_dclosed", "01/05/2026"), ("ram_status", "Open")], "false RD08 closed") {
            "\($0.isClosed) \(codes($0))"
        },
        RecordCase([("ram_status", "Parked")], "false RD04 status") {
            "\($0.isClosed) \(codes($0))"
        },
        RecordCase(
            [("ram_cur_rating", "12"), ("Score", "20")], "RD09 current score", findings),
        RecordCase([("ram_cur_rating", "16"), ("Score", "4x4=16")], "", findings),
        RecordCase([("ram_cur_likeli", "Quite often")], "RD04 current likelihood", findings),
        RecordCase([("ram_cur_likeli", "4 - Rare")], "RD04 current likelihood", findings),
        RecordCase(
            [("ram_type", "(Old Code, deactivated 31.03.23): Patient harm")],
            "Patient harm RD07 type"
        ) { "\($0.type ?? "") \(codes($0))" },
        RecordCase([("ram_name", "(Old Code): Falls")], "Falls RD07 title") {
            "\($0.title) \(codes($0))"
        },
        RecordCase([("ram_name", "(Some) words")], "(Some) words ") { "\($0.title) \(codes($0))" },
        RecordCase([("ram_source", "prog")], "Programme") { $0.source ?? "nil" },
    ]

    static let lists: [RecordCase] = [
        ("SO1", "SO1"), ("SO1, SO2;SO3", "SO1+SO2+SO3"), ("SO1 SO2", "SO1+SO2"),
        ("SO1|SO2¬SO3", "SO1+SO2+SO3"), ("SO1\nSO2", "SO1+SO2"), ("SO1;SO1", "SO1"),
        ("SO1: Give safe care; SO2 - Be well led", "SO1+SO2"),
        ("Improve safety, quality and outcomes", "Improve safety, quality and outcomes"),
        ("Give safe care", "Give safe care"), ("1.2", "1.2"), (";,", ""), ("", ""),
    ].map { text, expected in
        RecordCase([("ram_objectives", text)], expected) {
            $0.objectives.joined(separator: "+")
        }
    }

    static let registers: [RecordCase] = [
        ([], "nil"), ([("ram_registers", "")], ""), ([("ram_registers", "HLRR; BAF")], "HLRR+BAF"),
        ([("ram_registers", "High Level Risk Register")], "HLRR"),
        ([("ram_registers", "none")], ""), ([("ram_registers", "CRR")], "CRR"),
        ([("HLRR", "Yes"), ("BAF", "No")], "HLRR"), ([("HLRR", "N")], ""),
        ([("HLRR", "✓")], "HLRR"),
    ].map { fields, expected in
        RecordCase(fields, expected) { $0.markedRegisters?.joined(separator: "+") ?? "nil" }
    }

    static let others: [RecordCase] = [
        RecordCase([("ram_dreview", "Apr-26")], "2026-04 review due Apr-26 (a month)") {
            "\($0.reviewDue?.description ?? "nil") \($0.oddDates.joined(separator: ", "))"
        },
        RecordCase([("ram_dreview", "01/01/1900")], "nil review due 01/01/1900") {
            "\($0.reviewDue?.description ?? "nil") \($0.oddDates.joined(separator: ", "))"
        },
        RecordCase(
            [("ram_dcreated", "31/02/2026"), ("ram_dtarget", "2099-01-01")],
            "nil 2099-01-01 opened 31/02/2026, target date 2099-01-01"
        ) {
            "\($0.opened?.description ?? "nil") \($0.targetDate?.description ?? "nil") "
                + $0.oddDates.joined(separator: ", ")
        },
        RecordCase(
            [("ram_name", "A &amp; B\n<b>C</b>"), ("ram_controls", "one<br>two")],
            "A & B C|one\ntwo|3"
        ) { "\($0.title)|\($0.controls ?? "")|\($0.repairs)" },
        RecordCase([("ram_name", "no id")], "nil RD05 id") {
            "\($0.sourceID ?? "nil") \($0.findings.map { "\($0.code) \($0.field ?? "")" }.joined())"
        },
        RecordCase([("ram_principal_risk", "PR3: Care falls")], "PR3") {
            $0.principalRisk ?? "nil"
        },
        RecordCase([("BAF risk", "Ref 2 0316")], "Ref 2 0316") { $0.principalRisk ?? "nil" },
        RecordCase([("ram_handler", "DoW / COO")], "DoW / COO") { $0.owner ?? "nil" },
    ]
}

struct RecordReaderTests {
    private func reader() throws -> RecordReader {
        var mapping = try defaultMappings()[0]
        mapping.localFacts = ["post code": "Post code"]
        return RecordReader(mapping: mapping, dateOrder: .dayFirst)
    }

    private func check(_ one: RecordCase) throws {
        var fields = one.fields.map { RawField(name: $0.0, text: $0.1) }
        let known = ["recordid", "RECORD_ID", "Datix ID", "Risk No.", "ID"]
        // Every record has an id unless the case is about it.
        if one.testDescription.contains("no id") == false,
            !fields.contains(where: { known.contains($0.name) })
        {
            fields.append(RawField(name: "recordid", text: "1"))
        }
        #expect(one.look(try reader().risk(RawRecord(fields: fields))) == one.expected)
    }

    @Test(
        "A field is found by any of its names, and the first that is filled counts",
        arguments: RecordCase.names)
    func names(_ one: RecordCase) throws { try check(one) }

    @Test("Scores are kept as they stand", arguments: RecordCase.scores)
    func scores(_ one: RecordCase) throws { try check(one) }

    @Test("Words become values, and unknown ones findings", arguments: RecordCase.words)
    func words(_ one: RecordCase) throws { try check(one) }

    @Test(
        "Lists are parted where they are lists", arguments: RecordCase.lists + RecordCase.registers)
    func lists(_ one: RecordCase) throws { try check(one) }

    @Test("Dates, texts and ids are read with what is odd about them", arguments: RecordCase.others)
    func others(_ one: RecordCase) throws { try check(one) }

    @Test("A finding quotes a word and never a text")
    func privacy() throws {
        let secret = "Mrs Somebody of Some Street was seen on the ward, and more"
        let fields = ["rep_approved", "ram_status", "ram_cur_likeli"].map {
            RawField(name: $0, text: secret)
        }
        let record = try reader().risk(RawRecord(fields: fields, line: 12))
        #expect(record.findings.map(\.code) == ["RD05", "RD04", "RD04", "RD04"])
        #expect(record.findings.allSatisfy { !$0.message.contains("Somebody") && $0.line == 12 })
    }

    @Test("An action is read by its own mapping")
    func action() throws {
        let mapping = try defaultMappings()[1]
        let reader = RecordReader(mapping: mapping, dateOrder: .dayFirst)
        func action(_ fields: [(String, String)]) -> ActionRecord {
            reader.action(RawRecord(fields: fields.map { RawField(name: $0.0, text: $0.1) }))
        }
        let open = action([
            ("recordid", "9"), ("act_cas_id", "2101"), ("act_descr", "Recruit&lt;br&gt;now"),
            ("act_to_inits", "JS"), ("act_ddue", "30/06/2026"), ("act_ddone", "01/01/1900"),
        ])
        #expect(open.id == "9" && open.riskID == "2101" && open.text == "Recruit\nnow")
        #expect(open.due?.description == "2026-06-30" && open.isOpen)
        #expect(open.findings.map(\.code) == ["DT09"])
        let done = action([("recordid", "9"), ("act_status", "Completed")])
        #expect(!done.isOpen && done.done == nil && done.status == "Completed")
        #expect(action([("act_status", "In progress")]).isOpen)
    }

    @Test("Any bytes make a record")
    func anything() throws {
        let reader = try reader()
        let names = [
            "recordid", "ram_cur_rating", "ram_cur_likeli", "ram_dreview", "ram_objectives",
        ]
        let texts = [
            "\u{0}", "\u{FFFD}", String(repeating: "9", count: 5000), "--", "/@code", "((((", "x",
            "=", "L", "L=", "4x", "x4", "4(", "4(L", "\u{C2}", "¬¬", "e\u{301}", "🏥", "&#0;", "<p",
        ]
        for name in names {
            for text in texts {
                let raw = RawRecord(fields: [RawField(name: name, text: text)])
                #expect(reader.risk(raw) == reader.risk(raw))
            }
        }
        #expect(reader.risk(RawRecord(fields: [RawField(name: "", text: "x")])).title.isEmpty)
    }
}
