import RiskRegister
import XML

/// The lines of the framework: principal risks with their controls, assurances, gaps and actions.
extension FrameworkBuilding {
    mutating func principalRisk(_ element: FrameworkElement) {
        let organisation = framework.organisation ?? ""
        func subject(_ id: String) -> FindingSubject {
            .risk(RiskKey(organisation: organisation, level: .principal, id: id))
        }
        var risk = AssuranceFramework.PrincipalRisk()
        risk.id = id(element, among: framework.principalRisks.map(\.id), subject)
        let about = subject(risk.id)
        let names = FrameworkNames.principalRisk
        let known = Set((names + FrameworkNames.groups).map(\.lettersAndDigits))
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
        risk.ending = element.items(["ended"]).first.map { ending(FrameworkElement($0), about) }
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
        if let ending = risk.ending {
            record.isClosed = true
            record.isEndedByBoard = ending.isWhole
            record.closed = record.closed ?? ending.day.map { .day($0) }
        }
        // The board's own lines wait for nobody's approval, unless the file says so.
        if record.approval == .unknown { record.approval = .approved }
        // Ids of objectives stand with spaces between them, whatever they look like.
        record.objectives = record.objectives.flatMap { named -> [String] in
            let parts = named.split(separator: " ").map(String.init)
            let isList =
                !framework.hasObjective(named: named)
                && parts.allSatisfy(framework.hasObjective(named:))
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
        guard let text = element.value("basis"), text.lettersAndDigits != "rule" else { return nil }
        if let basis = AssuranceFramework.BoardBasis(rawValue: text.lettersAndDigits) {
            return basis
        }
        unknownWord(text, "basis", subject, "on the framework by rule only", at: element)
        return nil
    }

    /// That the board ended the risk: `<Ended date="" by="" meeting="" why=""/>`.
    private mutating func ending(
        _ element: FrameworkElement, _ subject: FindingSubject
    ) -> AssuranceFramework.Ending {
        check(element, ["date", "by", "meeting", "why"], subject: subject)
        var ending = AssuranceFramework.Ending()
        ending.day = date(element, "date", subject)?.latest
        ending.by = element.value("by")
        ending.meeting = element.value("meeting")
        ending.why = element.value("why") ?? element.ownText
        return ending
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
            let word = text.lettersAndDigits
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
            if let kind = AssuranceFramework.Gap.Kind(rawValue: text.lettersAndDigits) {
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
