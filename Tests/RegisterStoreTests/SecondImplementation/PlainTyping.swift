import FEEL
import RegisterStore
import RiskRegister

/// How the program reads the records, frameworks and rulebooks of a plain history.
///
/// One raw field a value: the program's typing of exports has tests of its own.
enum PlainTyping {
    static let typing = Typing(
        mapping: { bytes in
            var mapping = SourceMapping()
            mapping.holds = bytes == Array("open".utf8) ? .open : .all
            return mapping
        },
        risk: { raw, _, _ in risk(raw) },
        action: { _, _, _ in ActionRecord() },
        framework: { raw, _, _ in framework(raw) },
        rulebook: { files in withBoardsLines(try testTyping.rulebook(files)) })

    /// The small policy of the tests, with the row that has every line of the framework on the BAF.
    static func withBoardsLines(_ rulebook: Rulebook) -> Rulebook {
        var decisions: [Role: RoleDecision] = [:]
        for role in Role.allCases { decisions[role] = rulebook.decisions[role] }
        guard let registers = decisions[.registers] else { return rulebook }
        decisions[.registers] = RoleDecision(
            file: registers.file, name: registers.name, inputs: registers.inputs
        ) { facts in
            var facts = facts
            let basis = facts.count - 1
            if facts[0].asText == "principal", facts[basis].asText == "none" {
                facts[basis] = .string("held")
            }
            return registers.evaluate(facts)
        }
        var rulebook = rulebook
        rulebook.decisions = RuleDecisions(decisions)
        return rulebook
    }

    // MARK: - Risks

    static func raw(_ record: PlainRecord) -> RawRecord {
        var fields: [RawField] = []
        func add(_ name: String, _ text: String?) {
            if let text, !text.isEmpty { fields.append(RawField(name: name, text: text)) }
        }
        add("id", record.id)
        add("title", record.title)
        add("likelihood", record.likelihood.map(String.init))
        add("consequence", record.consequence.map(String.init))
        add("printed", record.printed.map(String.init))
        add("directorate", record.directorate)
        for objective in record.objectives { add("objective", objective) }
        add("condition", record.condition.rawValue)
        add("closes", record.closes?.description)
        for mark in record.marks { add("mark", mark) }
        return RawRecord(fields: fields)
    }

    static func risk(_ raw: RawRecord) -> RiskRecord {
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
            case "objective": record.objectives.append(field.text)
            case "closes": record.closed = Day(field.text).map { .day($0) }
            case "mark": record.markedRegisters = (record.markedRegisters ?? []) + [field.text]
            default:
                record.isClosed = field.text == "closed"
                record.approval =
                    field.text == "awaiting"
                    ? .awaiting : field.text == "rejected" ? .rejected : .approved
            }
        }
        return record
    }

    /// The record that a typed one came from.
    static func plain(_ record: RiskRecord) -> PlainRecord {
        var plain = PlainRecord(id: record.sourceID, title: record.title)
        plain.likelihood = record.current.likelihood
        plain.consequence = record.current.consequence
        plain.printed = record.current.printed.flatMap { Int($0.text) }
        plain.directorate = record.directorate
        plain.objectives = record.objectives
        plain.marks = record.markedRegisters ?? []
        plain.condition =
            record.isClosed
            ? .closed
            : record.approval == .awaiting
                ? .awaiting : record.approval == .rejected ? .rejected : .live
        return plain
    }

    // MARK: - Frameworks

    /// A framework as lines of words, in one field.
    static func raw(_ framework: PlainFramework) -> RawRecord {
        let objectives = framework.objectives.map { objective in
            [
                "objective", objective.code, objective.isStrategic ? "strategic" : "operational",
                objective.from?.description ?? "-", objective.to?.description ?? "-",
                objective.successor ?? "-",
            ].joined(separator: " ")
        }
        let risks = framework.principalRisks.map { risk in
            ([
                "risk", risk.id, risk.printed.map(String.init) ?? "-",
                risk.ground?.rawValue ?? "-", risk.ownRecord ?? "-",
            ] + risk.objectives).joined(separator: " ")
        }
        return RawRecord(
            fields: [RawField(name: "text", text: (objectives + risks).joined(separator: "\n"))])
    }

    static func framework(_ raw: RawRecord) -> AssuranceFramework {
        var framework = AssuranceFramework()
        for line in raw.fields.first?.text.split(separator: "\n") ?? [] {
            let words = line.split(separator: " ").map { $0 == "-" ? nil : String($0) }
            if words[0] == "objective" {
                var objective = AssuranceFramework.Objective()
                objective.id = words[1] ?? ""
                objective.kind = words[2] == "strategic" ? .strategic : .other("operational")
                objective.from = words[3].flatMap { Day($0) }
                objective.to = words[4].flatMap { Day($0) }
                objective.replacedBy = words[5]
                framework.objectives.append(objective)
            } else {
                var risk = AssuranceFramework.PrincipalRisk()
                risk.id = words[1] ?? ""
                risk.record.sourceID = risk.id
                risk.record.approval = .approved
                risk.record.current.printed = words[2].flatMap { Int($0) }.map { PrintedScore($0) }
                risk.basis = words[3].flatMap(AssuranceFramework.BoardBasis.init(rawValue:))
                risk.ownRecord = words[4]
                risk.record.objectives = words.dropFirst(5).compactMap { $0 }
                framework.principalRisks.append(risk)
            }
        }
        return framework
    }
}
