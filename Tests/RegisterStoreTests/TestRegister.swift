import Digests
import Foundation
import RegisterStore
import RiskRegister

/// A raw record for tests: `"2101 L4 C4 SO5"` as fields id, likelihood, consequence and objectives.
///
/// Words: `L4`, `C4`, `P12` (printed), `SO5` or `WF3` (an objective), `closed`, `awaiting`,
/// `@Adults` (directorate), `#text` (title), `~Smith` (owner), `&R1` (reference), `*HLRR` (marked as on
/// a register), `^PR1` (principal risk), `+text` (description), `/2026-05-31` (closed on a day),
/// `!2026-05-31` (opened). The first word is the id; `-` means none.
func raw(_ line: String, at number: Int = 0) -> RawRecord {
    var fields: [RawField] = []
    for (index, word) in line.split(separator: " ").enumerated() {
        func add(_ name: String, _ text: some StringProtocol) {
            fields.append(RawField(name: name, text: String(text)))
        }
        switch word.first {
        case _ where index == 0: if word != "-" { add("id", word) }
        case "L": add("likelihood", word.dropFirst())
        case "C": add("consequence", word.dropFirst())
        case "P": add("printed", word.dropFirst())
        case "@": add("directorate", word.dropFirst())
        case "#": add("title", word.dropFirst())
        case "~": add("owner", word.dropFirst())
        case "&": add("reference", word.dropFirst())
        case "*": add("mark", word.dropFirst())
        case "^": add("principal", word.dropFirst())
        case "+": add("description", word.dropFirst())
        case "/": add("closed", word.dropFirst())
        case "!": add("opened", word.dropFirst())
        default: add(word == "closed" || word == "awaiting" ? "status" : "objective", word)
        }
    }
    return RawRecord(fields: fields, line: number)
}

/// The typed form of a test record.
func typed(_ raw: RawRecord) -> RiskRecord {
    var record = RiskRecord()
    record.approval = .approved
    for field in raw.fields {
        switch field.name {
        case "id": record.sourceID = field.text
        case "title": record.title = field.text
        case "likelihood": record.current.likelihood = Int(field.text)
        case "consequence": record.current.consequence = Int(field.text)
        case "printed": record.current.printed = Int(field.text).map { PrintedScore($0) }
        case "directorate": record.directorate = field.text
        case "owner": record.owner = field.text
        case "reference": record.reference = field.text
        case "mark": record.markedRegisters = (record.markedRegisters ?? []) + [field.text]
        case "principal": record.principalRisk = field.text
        case "description": record.description = field.text
        case "closed":
            record.closed = Day(field.text).map { .day($0) }
            record.isClosed = true
        case "opened": record.opened = Day(field.text).map { .day($0) }
        case "status" where field.text == "closed": record.isClosed = true
        case "status": record.approval = .awaiting
        default: record.objectives.append(field.text)
        }
    }
    return record
}

/// The framework that lines write: `objective SO2 strategic`, `risk PR3 12 held SO2 own=7 linked=8`.
func framework(_ text: String) -> AssuranceFramework {
    var framework = AssuranceFramework()
    for line in text.split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        if words.first == "objective", words.count >= 3 {
            var objective = AssuranceFramework.Objective()
            objective.id = words[1]
            objective.kind = words[2] == "strategic" ? .strategic : .other(words[2])
            objective.from = words.count > 3 ? Day(words[3]) : nil
            objective.to = words.count > 4 ? Day(words[4]) : nil
            framework.objectives.append(objective)
        } else if words.first == "risk", words.count >= 3 {
            var risk = AssuranceFramework.PrincipalRisk()
            risk.id = words[1]
            risk.record.sourceID = words[1]
            risk.record.approval = .approved
            risk.record.current.printed = Int(words[2]).map { PrintedScore($0) }
            for word in words.dropFirst(3) {
                let parts = word.split(separator: "=").map(String.init)
                switch parts[0] {
                case "held": risk.basis = .held
                case "theme": risk.basis = .theme
                case "own": risk.ownRecord = parts[1]
                case "linked": risk.linkedRisks.append(parts[1])
                default: risk.record.objectives.append(word)
                }
            }
            framework.principalRisks.append(risk)
        }
    }
    return framework
}

func action(_ raw: RawRecord) -> ActionRecord {
    var action = ActionRecord()
    for field in raw.fields {
        switch field.name {
        case "id": action.id = field.text
        case "risk": action.riskID = field.text
        case "owner": action.owner = field.text
        default: action.text = field.text
        }
    }
    return action
}

struct Unreadable: Error {}

/// How test records, frameworks and rulebooks get their meaning.
let testTyping = Typing(
    mapping: { bytes in
        var mapping = SourceMapping()
        if bytes == Array("open".utf8) { mapping.holds = .open }
        return mapping
    },
    risk: { raw, _, _ in typed(raw) },
    action: { raw, _, _ in action(raw) },
    framework: { raw, _, _ in framework(raw.fields.first?.text ?? "") },
    rulebook: { files in
        let words = String(decoding: files.first?.bytes ?? [], as: UTF8.self)
            .split(separator: " ").map(String.init)
        guard words.count == 3, let threshold = Int(words[1]), let from = Day(words[2]) else {
            throw Unreadable()
        }
        return testRulebook(version: words[0], threshold: threshold, from: from)
    })

/// What one test import holds.
struct TestExtract: Sendable {
    var day: Day
    var risks: [String]?
    var framework: String?
    var actions: [RawRecord]?
    var scope = ExtractScope.all
    var source = "datix"
    var organisation = "HCT"
    var holdsOpen = false
    var absences: [String: AbsenceAnswer] = [:]

    init(
        _ day: Day, _ risks: [String]? = nil, framework: String? = nil,
        actions: [RawRecord]? = nil, scope: ExtractScope = .all, source: String = "datix",
        organisation: String = "HCT", holdsOpen: Bool = false,
        absences: [String: AbsenceAnswer] = [:]
    ) {
        self.organisation = organisation
        self.holdsOpen = holdsOpen
        self.absences = absences
        self.day = day
        self.risks = risks
        self.framework = framework
        self.actions = actions
        self.scope = scope
        self.source = source
    }
}

/// A register in a folder of its own that goes when the test ends.
final class TestRegister {
    let folder: URL
    let store: RegisterStore
    var path: String { folder.appendingPathComponent("register.sqlite").path }
    private var clock = 0

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "register-store-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try RegisterStore(
            path: folder.appendingPathComponent("register.sqlite").path, mode: .create,
            typing: testTyping)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A new instant, a minute after the last.
    func now() -> String {
        clock += 1
        let minutes = String(clock % 60), hours = String(clock / 60)
        func padded(_ text: String) -> String { text.count < 2 ? "0" + text : text }
        return "2027-01-01T\(padded(hours)):\(padded(minutes)):00Z"
    }

    @discardableResult
    func take(
        _ extract: TestExtract, rulebook: RulebookSource? = testSource(),
        acceptShrink: Bool = true, dryRun: Bool = false, failing: (any Error)? = nil
    ) throws -> ImportResult {
        let header = ImportHeader(
            asAt: extract.day, organisation: extract.organisation, source: extract.source,
            scope: extract.scope,
            software: "test", recordedAt: now(), absences: extract.absences)
        return try store.importExtract(
            header, rulebook: rulebook, acceptShrink: acceptShrink, dryRun: dryRun
        ) { session in
            func begin(_ kind: SourceMapping.Kind, _ content: String) throws {
                try session.begin(
                    ExtractFile(
                        name: "\(kind.rawValue).xml", sha256: SHA256.digest(content.utf8).hex,
                        bytes: content.utf8.count, kind: kind, encoding: "UTF-8", mapping: "",
                        dateOrder: .dayFirst),
                    mapping: Array((extract.holdsOpen ? "open" : "mapping").utf8))
            }
            if let text = extract.framework {
                try begin(.framework, text)
                try session.add(
                    framework: RawRecord(fields: [RawField(name: "text", text: text)]),
                    framework(text))
                try session.end(FileReport())
            }
            if let actions = extract.actions {
                try begin(.actions, actions.map { "\($0.fields)" }.joined())
                try session.add(actions: actions.map { ($0, action($0)) })
                try session.end(FileReport())
            }
            if let risks = extract.risks {
                try begin(.risks, risks.joined(separator: "\n"))
                // In batches of two, so that batches meet in the midst of things.
                for start in stride(from: 0, to: risks.count, by: 2) {
                    let batch = risks[start..<min(start + 2, risks.count)].enumerated().map {
                        raw($0.element, at: start + $0.offset + 1)
                    }
                    try session.add(risks: batch.map { ($0, typed($0)) })
                }
                try session.end(
                    FileReport(
                        repaired: 1, unmapped: ["odd"],
                        findings: [
                            Finding(
                                code: "RD03", subject: .file("risks.xml"), message: "odd",
                                advice: "map it")
                        ]))
            }
            if let failing { throw failing }
        }
    }

    func rule(
        _ verb: Ruling.Verb, _ id: String, on register: String, _ date: Day,
        level: RiskLevel = .operational, until: Day? = nil, of organisation: String = "HCT"
    ) throws {
        _ = try store.record(
            Ruling(
                subject: RiskKey(organisation: organisation, level: level, id: id), verb: verb,
                register: register, by: "J Smith", role: "Director", meeting: "Executive Team",
                date: date, why: "agreed", until: until, recordedAt: now()))
    }

    func view(
        _ day: Day? = nil, knownAt: KnownAt? = nil, of organisation: String? = nil
    ) throws -> RegisterView {
        try store.view(of: organisation, asAt: day, knownAt: knownAt)
    }
}

/// What a view says, as lines, without the sequences that depend on the order of arrival.
func dump(_ view: RegisterView) -> String {
    var lines: [String] = ["as at \(view.asAt), rulebook \(view.rulebook.version)"]
    for extract in view.extracts {
        lines.append("extract \(extract.asAt) \(extract.source) \(extract.scope)")
    }
    if let newest = view.newest {
        lines.append(
            "newest \(newest.asAt) new \(newest.new) changed \(newest.changed) unchanged "
                + "\(newest.unchanged) vanished \(newest.vanished) \(newest.balance)")
    }
    lines.append("previous \(view.previous?.asAt.description ?? "none")")
    lines.append("framework \(view.frameworkDay?.description ?? "none")")
    for state in view.risks + view.principalRisks {
        lines.append(
            "\(state.key.level) \(state.key.id) last seen \(state.lastSeen) asked \(state.isAsked) "
                + "\(state.movement?.rawValue ?? "-") out \(state.isOutOfScope) "
                + "\(state.record) \(state.standing) before \(String(describing: state.before))")
    }
    for action in view.actions ?? [] { lines.append("action \(action)") }
    for ruling in view.rulings {
        lines.append("ruling \(ruling.subject.id) \(ruling.verb) \(ruling.date)")
    }
    for paper in view.papers { lines.append("paper \(paper.report) \(paper.meeting)") }
    return lines.joined(separator: "\n")
}

extension RegisterView {
    func state(_ id: String) throws -> RiskState {
        guard let state = risk(named: id) else { throw Unreadable() }
        return state
    }
}
