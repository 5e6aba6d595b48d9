internal import FEEL
package import RiskRegister
internal import XML

/// Reads an assurance framework: a small document, kept in the register as one raw field, its text.
///
/// Its elements are the package's own (Samples/hct/framework.xml shows them all). Names are compared
/// without case and punctuation, what a list calls an attribute may be an element and the other way
/// round, and groups such as `<Committees>` may be left out. A principal risk is read as a record of
/// an export is, by the mapping, so scores, dates and words follow the same rules.
package enum FrameworkReader {
    /// The framework that a raw record's single field, the file's text as UTF-8, holds.
    ///
    /// - Parameters:
    ///   - raw: The record.
    ///   - mapping: The mapping of the framework's words.
    ///   - dateOrder: The order of numeric dates.
    /// - Returns: The framework, with what reading it had to say.
    /// - Throws: ``XMLError`` when the text is not a framework.
    package static func framework(
        _ raw: RawRecord, mapping: SourceMapping, dateOrder: SourceMapping.DateOrder
    ) throws -> AssuranceFramework {
        guard let field = raw.fields.first else {
            throw XMLError(.empty, file: RegisterFile.frameworkField, what: "there is no framework")
        }
        let root = try XMLDocument.parse(Array(field.text.utf8), name: field.name)
        let names = (mapping.roots + ["AssuranceFramework"]).map { Folded.text($0) }
        guard names.contains(Folded.text(root.name)) else {
            let line = field.text.split(
                separator: "\n", maxSplits: root.line, omittingEmptySubsequences: false
            ).dropFirst(root.line - 1).first.map { String($0.prefix(160)) }
            throw XMLError(
                .malformed, file: field.name, line: root.line, column: root.column,
                what: "<\(root.name)> is not an assurance framework", excerpt: line,
                caret: root.column <= 160 ? root.column - 1 : nil,
                advice: "A framework begins with <AssuranceFramework>; Samples/hct shows one.")
        }
        var building = FrameworkBuilding(mapping, dateOrder, file: field.name)
        return building.framework(root)
    }
}

/// The reading of one framework, and what is noted on the way.
private struct FrameworkBuilding {
    private let mapping: SourceMapping
    private let dateOrder: SourceMapping.DateOrder
    private let risks: RecordReader
    private let file: String
    private var framework = AssuranceFramework()
    private var findings: [Finding] = []
    /// Names already reported, by the element they stand in.
    private var reported: Set<String> = []

    init(_ mapping: SourceMapping, _ dateOrder: SourceMapping.DateOrder, file: String) {
        self.mapping = mapping
        self.dateOrder = dateOrder
        self.file = file
        risks = RecordReader(mapping: FrameworkNames.adding(to: mapping), dateOrder: dateOrder)
    }

    mutating func framework(_ root: XMLNode) -> AssuranceFramework {
        let head = FrameworkElement(root)
        check(head, FrameworkNames.root + mapping.organisationNames + mapping.extractDay)
        let organisations = mapping.organisationNames + ["organisation"]
        framework.organisation =
            organisations.lazy.compactMap { head.value($0) }.first
            ?? (mapping.organisation.isEmpty ? nil : mapping.organisation)
        framework.organisationName = head.value("organisationName")
        framework.committees = head.items(["committee"]).map { committee(FrameworkElement($0)) }
        framework.executives = head.items(["executive"]).map { executive(FrameworkElement($0)) }
        for node in head.items(["objective"]) { objective(FrameworkElement(node)) }
        framework.appetites = head.items(["appetite"]).map { appetite(FrameworkElement($0)) }
        for node in head.items(["principalrisk"] + mapping.records.map { Folded.text($0) }) {
            principalRisk(FrameworkElement(node))
        }
        framework.findings = findings
        return framework
    }

    // MARK: - Findings

    private var fileSubject: FindingSubject { .file(file) }

    private mutating func find(
        _ code: String, _ severity: Severity, _ subject: FindingSubject, _ message: String,
        _ advice: String, at element: FrameworkElement
    ) {
        findings.append(
            Finding(
                code: code, severity: severity, subject: subject, message: message, advice: advice,
                field: element.node.name, line: element.node.line))
    }

    /// RD03: attributes and elements that a framework does not have, once each.
    private mutating func check(
        _ element: FrameworkElement, _ names: [String], subject: FindingSubject? = nil
    ) {
        let known = Set(names.map { Folded.text($0) })
        for (name, line) in element.names where !known.contains(Folded.text(name)) {
            unknown(name, line, in: element, among: names, subject)
        }
        checkGroups(element, names, subject)
    }

    /// What stands in groups is checked as if it stood without them.
    private mutating func checkGroups(
        _ element: FrameworkElement, _ names: [String], _ subject: FindingSubject?
    ) {
        let known = Set(names.map { Folded.text($0) })
        for group in element.groups where known.contains(Folded.text(group.node.name)) {
            for child in group.node.elements where !known.contains(Folded.text(child.name)) {
                unknown(child.name, child.line, in: group, among: names, subject)
            }
        }
    }

    private mutating func unknown(
        _ name: String, _ line: Int, in element: FrameworkElement, among names: [String],
        _ subject: FindingSubject?
    ) {
        guard reported.insert(element.node.name + "/" + name).inserted else { return }
        let hint = Nearness.nearest(name, among: names).map { "; did you mean \($0)?" } ?? ""
        findings.append(
            Finding(
                code: "RD03", subject: subject ?? fileSubject,
                message: "\(XMLError.oneLine(name)) in <\(XMLError.oneLine(element.node.name))>"
                    + ", line \(line), is no part of a framework: not read\(hint)",
                advice: "Use the names that Samples/hct/framework.xml lists, or take it out.",
                field: name, line: line))
    }

    /// RD04: a word that means nothing here; long ones are not repeated.
    private mutating func unknownWord(
        _ word: String, _ name: String, _ subject: FindingSubject, _ consequence: String,
        at element: FrameworkElement
    ) {
        let shown = word.utf8.count <= 40 ? " \"\(word)\"" : ""
        find(
            "RD04", .warning, subject, "\(name)\(shown) has no meaning here: \(consequence)",
            "Correct it in the framework.", at: element)
    }

    /// The id of an element, made unlike those before it; RD05 when it has none.
    private mutating func id(
        _ element: FrameworkElement, among taken: [String], _ subject: (String) -> FindingSubject
    ) -> String {
        guard let id = element.value("id") else {
            let made = unused("?\(taken.count + 1)", taken)
            find(
                "RD05", .error, subject(made), "<\(element.node.name)> has no id",
                "Give it an id that it keeps.", at: element)
            return made
        }
        guard taken.contains(id) else { return id }
        let made = unused(id + " #2", taken)
        find(
            "ID01", .error, subject(made),
            "the framework has \(id) more than once; this one is kept as \(made)",
            "Give each an id of its own.", at: element)
        return made
    }

    private func unused(_ id: String, _ taken: [String]) -> String {
        guard taken.contains(id) else { return id }
        var number = 2
        while taken.contains("\(id)-\(number)") { number += 1 }
        return "\(id)-\(number)"
    }

    // MARK: - Parts of the framework

    private mutating func committee(
        _ element: FrameworkElement
    ) -> AssuranceFramework.Committee {
        check(element, ["id", "name"])
        var committee = AssuranceFramework.Committee()
        committee.name = element.value("name") ?? element.ownText ?? ""
        committee.id = element.value("id") ?? committee.name
        if committee.name.isEmpty { committee.name = committee.id }
        return committee
    }

    private mutating func executive(
        _ element: FrameworkElement
    ) -> AssuranceFramework.Executive {
        check(element, ["id", "role"])
        var executive = AssuranceFramework.Executive()
        executive.role = element.value("role") ?? element.ownText ?? ""
        executive.id = element.value("id") ?? executive.role
        if executive.role.isEmpty { executive.role = executive.id }
        return executive
    }

    private mutating func objective(_ element: FrameworkElement) {
        var objective = AssuranceFramework.Objective()
        objective.id = id(element, among: framework.objectives.map(\.id)) { .objective($0) }
        let subject = FindingSubject.objective(objective.id)
        check(element, FrameworkNames.objective, subject: subject)
        objective.text = element.text
        if let kind = element.value("kind"), Folded.text(kind) != "strategic" {
            objective.kind = .other(kind)
        }
        objective.version = element.value("version")
        objective.from = date(element, "from", subject)?.earliest
        objective.to = date(element, "to", subject)?.latest
        objective.replacedBy = element.value("replacedBy")
        objective.owner = element.value("owner")
        objective.committee = element.value("committee")
        objective.aliases = element.values("alias")
        framework.objectives.append(objective)
    }

    /// A date; what is none is noted.
    private mutating func date(
        _ element: FrameworkElement, _ name: String, _ subject: FindingSubject
    ) -> SourceDate? {
        guard let text = element.value(name) else { return nil }
        let date = DateText(text, order: dateOrder).date
        if date == nil { unknownWord(text, name, subject, "not used as a date", at: element) }
        return date
    }

    private mutating func appetite(_ element: FrameworkElement) -> AssuranceFramework.Appetite {
        check(element, ["domain", "word", "appetite", "tolerance", "toleranceOn"])
        var appetite = AssuranceFramework.Appetite()
        appetite.domain = element.value("domain") ?? ""
        appetite.word = element.value("word")
        if let text = element.value("appetite") ?? element.ownText {
            let (score, word) = limit(text, "appetite", element)
            appetite.appetite = score
            appetite.word = appetite.word ?? word
        }
        if let text = element.value("tolerance") {
            appetite.tolerance = limit(text, "tolerance", element).score
        }
        if let text = element.value("toleranceOn") {
            if let kind = ScoreKind(rawValue: Folded.text(text)) {
                appetite.toleranceKind = kind
            } else {
                unknownWord(text, "toleranceOn", fileSubject, "taken as current", at: element)
            }
        }
        return appetite
    }

    /// "8", "Cautious", "Cautious (8)"; a number that is no score is noted.
    private mutating func limit(
        _ text: String, _ name: String, _ element: FrameworkElement
    ) -> (score: Int?, word: String?) {
        guard text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return (nil, text) }
        let found = ScoreText(text, likelihoodFirst: mapping.likelihoodFirst)
        if let score = found.number?.exactInt, (1...25).contains(score) {
            return (score, found.band)
        }
        unknownWord(text, name, fileSubject, "a limit is a score from 1 to 25", at: element)
        return (nil, found.band)
    }

    // MARK: - Principal risks

    private mutating func principalRisk(_ element: FrameworkElement) {
        let organisation = framework.organisation ?? ""
        func subject(_ id: String) -> FindingSubject {
            .risk(RiskKey(organisation: organisation, level: .principal, id: id))
        }
        var risk = AssuranceFramework.PrincipalRisk()
        risk.id = id(element, among: framework.principalRisks.map(\.id), subject)
        let about = subject(risk.id)
        let names = FrameworkNames.principalRisk
        let known = Set((names + FrameworkNames.groups).map { Folded.text($0) })
            .subtracting(["objectives"])
        checkGroups(element, names + FrameworkNames.riskGroups, about)
        var fields = [RawField(name: "id", text: risk.id)]
        for (name, value) in element.fields(leavingOut: known) {
            if risks.compiled.known(name) == nil {
                unknown(
                    name, element.node.line, in: element,
                    among: names + FrameworkNames.fields.map(\.name), about)
            }
            fields.append(RawField(name: name, text: value))
        }
        let raw = RawRecord(fields: fields, line: element.node.line)
        var record = risks.risk(raw, level: .principal, organisation: organisation)
        risk.leadExecutive = record.leadExecutive
        risk.committee = element.value("committee")
        risk.basis = basis(element, about)
        risk.ownRecord = element.value("ownRecord")
        risk.linkedRisks = element.values("linkedRisk") + element.list("linkedRisks")
        risk.assuranceRating = element.value("assuranceRating")
        risk.note = element.value("note", "notes")
        risk.controls = element.items(["control"]).map { control(FrameworkElement($0), about) }
        risk.assurances = element.items(["assurance"]).map {
            assurance(FrameworkElement($0), about)
        }
        risk.gaps = element.items(["gap"]).map { gap(FrameworkElement($0), about) }
        risk.actions = element.items(["action"]).map { action(FrameworkElement($0), of: risk.id) }
        complete(&record, of: risk)
        risk.record = record
        framework.principalRisks.append(risk)
    }

    /// Fills the record of a line with what the framework says elsewhere.
    private func complete(
        _ record: inout RiskRecord, of risk: AssuranceFramework.PrincipalRisk
    ) {
        record.leadExecutive = framework.executiveRole(risk.leadExecutive)
        record.owner = framework.executiveRole(record.owner) ?? record.leadExecutive
        // The board's own lines wait for nobody's approval, unless the file says so.
        if record.approval == .unknown { record.approval = .approved }
        // Ids of objectives stand with spaces between them, whatever they look like.
        record.objectives = record.objectives.flatMap { named -> [String] in
            let parts = named.split(separator: " ").map(String.init)
            let isList =
                framework.objective(named: named) == nil
                && parts.allSatisfy { framework.objective(named: $0) != nil }
            return isList ? parts : [named]
        }
        func joined(_ texts: [String]) -> String? {
            let texts = texts.filter { !$0.isEmpty }
            return texts.isEmpty ? nil : texts.joined(separator: "\n")
        }
        let assurances = risk.controls.flatMap(\.assurances) + risk.assurances
        record.controls = record.controls ?? joined(risk.controls.map(\.text))
        record.assurance = record.assurance ?? joined(assurances.map(\.text))
        record.gapsInControl =
            record.gapsInControl ?? joined(risk.gaps.filter { $0.kind == .control }.map(\.text))
        record.gapsInAssurance =
            record.gapsInAssurance ?? joined(risk.gaps.filter { $0.kind == .assurance }.map(\.text))
    }

    private mutating func basis(
        _ element: FrameworkElement, _ subject: FindingSubject
    ) -> AssuranceFramework.BoardBasis? {
        guard let text = element.value("basis"), Folded.text(text) != "rule" else { return nil }
        if let basis = AssuranceFramework.BoardBasis(rawValue: Folded.text(text)) { return basis }
        unknownWord(text, "basis", subject, "on the framework by rule only", at: element)
        return nil
    }

    private mutating func control(
        _ element: FrameworkElement, _ subject: FindingSubject
    ) -> AssuranceFramework.Control {
        check(
            element, ["id", "owner", "text", "description", "assurance", "assurances"],
            subject: subject)
        var control = AssuranceFramework.Control()
        control.id = element.value("id") ?? ""
        control.owner = element.value("owner")
        control.text = element.text
        control.assurances = element.items(["assurance"]).map {
            assurance(FrameworkElement($0), subject)
        }
        return control
    }

    private mutating func assurance(
        _ element: FrameworkElement, _ subject: FindingSubject
    ) -> AssuranceFramework.Assurance {
        check(
            element, ["id", "line", "date", "source", "result", "text", "description"],
            subject: subject)
        var assurance = AssuranceFramework.Assurance()
        assurance.text = element.text
        assurance.source = element.value("source")
        assurance.result = element.value("result")
        assurance.date = date(element, "date", subject)
        if let text = element.value("line") {
            let word = Folded.text(text)
            assurance.line = FrameworkNames.lines.first { $0.words.contains(word) }?.line
            if assurance.line == nil {
                unknownWord(text, "line", subject, "lines are 1, 2 and 3", at: element)
            }
        }
        return assurance
    }

    private mutating func gap(
        _ element: FrameworkElement, _ subject: FindingSubject
    ) -> AssuranceFramework.Gap {
        check(element, ["id", "kind", "actions", "text", "description"], subject: subject)
        var gap = AssuranceFramework.Gap()
        gap.id = element.value("id") ?? ""
        gap.text = element.text
        gap.actions = element.list("actions")
        if let text = element.value("kind") {
            if let kind = AssuranceFramework.Gap.Kind(rawValue: Folded.text(text)) {
                gap.kind = kind
            } else {
                unknownWord(text, "kind", subject, "taken as a gap in control", at: element)
            }
        }
        return gap
    }

    private mutating func action(_ element: FrameworkElement, of risk: String) -> ActionRecord {
        var fields = element.fields(leavingOut: ["text", "description"]).map {
            RawField(name: $0.name, text: $0.value)
        }
        check(
            element, FrameworkNames.action.map(\.name) + ["description"],
            subject: .action(element.value("id") ?? "?", riskID: risk))
        fields.append(RawField(name: "text", text: element.text))
        fields.append(RawField(name: "risk", text: risk))
        let reader = RecordReader(
            mapping: FrameworkNames.actions(mapping), dateOrder: dateOrder)
        var action = reader.action(RawRecord(fields: fields, line: element.node.line))
        action.owner = framework.executiveRole(action.owner)
        return action
    }
}
