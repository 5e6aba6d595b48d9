import RiskRegister

/// The board paper's cards: one principal risk each, with what stands in its way and what shows that it works.
extension PaperBasis {
    /// The cards of all principal risks.
    var principalCards: CardDeck {
        let lines = principals
        return CardDeck(
            cards: lines.map { state in
                CardDeck.Card(
                    id: label(state.key),
                    title: "\(name(state)) \(PlainText.onOneLine(state.record.title))")
            },
            tables: [
                fieldsTable(
                    lines, id: "principal-risks", caption: "Principal risk",
                    fields: principalFields),
                controlsTable(lines), assurancesTable(lines), gapsTable(lines, .control),
                gapsTable(lines, .assurance), actionsTable(lines), linkedTable(lines),
                rulingsTable(lines), principalFindings(lines),
            ], onOwnPages: true)
    }

    private func principalFields(_ state: RiskState) -> [(String, Cell)] {
        let record = state.record
        let objectives = record.objectives.map { code in
            view.framework?.objective(named: code, on: asAt).map { "\(code) \($0.text)" } ?? code
        }
        var fields: [(String, Cell)] = [
            ("Objectives", .text(orAbsent: objectives.joined(separator: "; "))),
            ("Reference", .text(orAbsent: record.reference)),
            ("Description", .text(orAbsent: record.description)),
            ("Registers", .text(orAbsent: registersSentence(state))),
            ("Lead executive", executive(state)),
            (
                "Lead committee",
                .text(orAbsent: view.framework?.committeeName(state.principal?.committee))
            ),
            ("Scores taken from", self.record(state)),
        ]
        fields += scoreFields(state)
        fields += [
            ("Appetite", .text(orAbsent: appetiteWords(state))),
            ("Position", appetitePosition(state)),
            ("Assurance rating", .text(orAbsent: state.principal?.assuranceRating)),
            ("Entered", .date(orAbsent: record.opened)),
            ("Last review", .date(orAbsent: record.lastReview)),
            ("Next review", .date(orAbsent: record.reviewDue)),
            ("Reason for change", .text(orAbsent: record.progress)),
            ("Note", .text(orAbsent: state.principal?.note)),
        ]
        if state.status != .open {
            fields.insert(("Status", .word(statusWords(state), .attention)), at: 0)
        }
        return fields
    }

    private func controlsTable(_ lines: [RiskState]) -> OutputTable {
        OutputTable(
            id: "controls", caption: "Controls",
            columns: [
                Column("id", "Risk", width: 9), Column("control", "Control", width: 8),
                Column("text", "What is in place", width: 46, isHeader: true),
                Column("owner", "Owner (role)", width: 22),
                Column("evidence", "Evidence", width: 28),
            ],
            rows: lines.flatMap { state in
                (state.principal?.controls ?? []).map { control in
                    Row(
                        [
                            .text(label(state.key)), .text(orAbsent: control.id),
                            .text(orAbsent: control.text),
                            .text(
                                orAbsent: roles.role(view.framework?.executiveRole(control.owner))),
                            control.assurances.isEmpty
                                ? .word("no assurance", .attention)
                                : .word(
                                    Count.of(
                                        control.assurances.count, "assurance", plural: "assurances")
                                ),
                        ], group: label(state.key))
                }
            }, whenEmpty: "No control is recorded.")
    }

    private func assurancesTable(_ lines: [RiskState]) -> OutputTable {
        OutputTable(
            id: "assurances", caption: "Assurances by line",
            columns: [
                Column("id", "Risk", width: 9), Column("line", "Line", width: 10),
                Column("text", "Evidence", width: 40, isHeader: true),
                Column("control", "Of control", width: 9), Column("source", "From", width: 22),
                Column("date", "Date", width: 12), Column("result", "Result", width: 16),
            ],
            rows: lines.flatMap { state in
                allAssurances(state).map { control, assurance in
                    Row(
                        [
                            .text(label(state.key)), .word(lineWords(assurance.line)),
                            .text(orAbsent: assurance.text), .text(orAbsent: control),
                            .text(orAbsent: assurance.source), .date(orAbsent: assurance.date),
                            .text(orAbsent: assurance.result),
                        ], group: label(state.key))
                }
            }, whenEmpty: "No assurance is recorded.")
    }

    /// The assurances of a line of the framework, by line of assurance, with the control they belong to.
    func allAssurances(_ state: RiskState) -> [(String?, AssuranceFramework.Assurance)] {
        let own = (state.principal?.assurances ?? []).map { (String?.none, $0) }
        let controls = (state.principal?.controls ?? []).flatMap { control in
            control.assurances.map { (String?.some(control.id), $0) }
        }
        return (own + controls).enumerated().sorted { left, right in
            let (first, second) = (left.element.1.line ?? 9, right.element.1.line ?? 9)
            return first != second ? first < second : left.offset < right.offset
        }.map(\.element)
    }

    func lineWords(_ line: Int?) -> String {
        switch line {
        case 1: "1 first"
        case 2: "2 second"
        case 3: "3 third"
        default: "not given"
        }
    }

    private func gapsTable(
        _ lines: [RiskState], _ kind: AssuranceFramework.Gap.Kind
    ) -> OutputTable {
        OutputTable(
            id: "gaps-in-\(kind.rawValue)", caption: "Gaps in \(kind.rawValue)",
            columns: [
                Column("id", "Risk", width: 9), Column("gap", "Gap", width: 8),
                Column("text", "What is missing", width: 56, isHeader: true),
                Column("actions", "Actions", width: 24),
            ],
            rows: lines.flatMap { state in
                (state.principal?.gaps ?? []).filter { $0.kind == kind }.map { gap in
                    Row(
                        [
                            .text(label(state.key)), .text(orAbsent: gap.id),
                            .text(orAbsent: gap.text),
                            gap.actions.isEmpty
                                ? .word("no action", .attention)
                                : .text(gap.actions.joined(separator: ", ")),
                        ], group: label(state.key))
                }
            }, whenEmpty: "None is recorded.")
    }

    private func linkedTable(_ lines: [RiskState]) -> OutputTable {
        OutputTable(
            id: "linked", caption: "Operational risks linked to it",
            columns: [
                Column("id", "Risk", width: 9),
                Column("linked", "ID", width: 9, isHeader: true),
                Column("title", "Title", width: 40), Column("score", "Score", width: 7),
                Column("grade", "Grade", width: 13), Column("status", "Status", width: 12),
                Column("registers", "On", width: 14), Column("movement", "Movement", width: 24),
            ],
            rows: lines.flatMap { principal in
                PaperBasis.gravestFirst(linked(to: principal)).map { state in
                    Row(
                        [
                            .text(label(principal.key)), .text(label(state.key)),
                            .text(state.record.title), .number(orAbsent: state.score),
                            gradeCell(state), .word(statusWords(state)),
                            .text(orAbsent: state.standing.registers.joined(separator: ", ")),
                            movement(state),
                        ], group: label(principal.key))
                }
            }, whenEmpty: "No operational risk is linked.")
    }

    private func principalFindings(_ lines: [RiskState]) -> OutputTable {
        OutputTable(
            id: "principal-findings", caption: "Questions to ask",
            columns: [
                Column("id", "Risk", width: 9),
                Column("code", "Code", width: 7, isHeader: true),
                Column("severity", "Severity", width: 15),
                Column("message", "What", width: 46), Column("advice", "What to do", width: 40),
            ],
            rows: lines.flatMap { state in
                (findings[state.key.id] ?? []).filter { isForReaders($0, boardReaders) }
                    .map { finding in
                        Row(
                            [
                                .text(label(state.key)), .word(finding.code),
                                severity(finding.severity), .text(finding.message),
                                .text(orAbsent: finding.advice),
                            ], group: label(state.key))
                    }
            }, whenEmpty: "")
    }
}
