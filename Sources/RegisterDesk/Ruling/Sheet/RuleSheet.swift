import Foundation
import RegisterStore
package import RiskRegister

/// The questions of a meeting as a sheet: written where there is none, else its answers recorded, all or none.
package struct RuleSheetRequest: DeskRequest {
    /// What every row says that does not say otherwise.
    package struct Defaults: Hashable, Sendable {
        package var by: String?
        package var role: String?
        package var meeting: String?
        package var date: Day?
        package var why: String?
        package var until: Day?
        package var seen: Int?
        package var terms = RulingTerms()

        /// Nothing said.
        package init() {}
    }

    /// The file, .csv or .xlsx.
    package var file: String
    /// The organisation, by its code; nil: all of the register.
    package var organisation: String?
    /// Only the questions on this register; nil: on any.
    package var register: String?
    /// What the rows say that do not say otherwise; a body asks for its own questions only.
    package var defaults: Defaults
    /// A folder of rules to look at the risks by, as a what-if.
    package var rules: String?

    /// A sheet to write, or to read back.
    package init(
        _ file: String, organisation: String? = nil, register: String? = nil,
        defaults: Defaults = Defaults(), rules: String? = nil
    ) {
        self.file = file
        self.organisation = organisation
        self.register = register
        self.defaults = defaults
        self.rules = rules
    }

    private var isThere: Bool { FileManager.default.fileExists(atPath: file) }

    package var capabilities: [Capability] { [isThere ? .rule : .ask] }

    package func answer(at visit: Visit) throws -> RuleSheetAnswer {
        let sheet = try RulingSheetFile(file)
        return isThere ? try read(sheet, at: visit) : try write(sheet, at: visit)
    }

    // MARK: - Written

    private func write(_ sheet: RulingSheetFile, at visit: Visit) throws -> RuleSheetAnswer {
        // What was ruled since the newest extract is answered.
        let moment = Moment(
            asAt: visit.now.day, rules: rules, organisations: organisation.map { [$0] } ?? [])
        let head = try visit.store().head()
        var views = try visit.views(moment, texts: .none, withFindings: false)
        if let register { views = try views.having(register) }
        var rows: [[RulingSheetColumn: String]] = []
        for view in views.all {
            for question in view.openQuestions where isAsked(question, in: view) {
                rows.append(row(question, in: view, entry: head))
            }
        }
        try FileReplacement.write([(sheet.path, sheet.bytes(rows, day: visit.now.day))])
        return RuleSheetAnswer(file: file, written: rows.count)
    }

    private func isAsked(_ question: OpenQuestion, in view: RegisterView) -> Bool {
        if let register, question.register != register { return false }
        guard let body = defaults.terms.body else { return true }
        return view.rulebook.authority(of: body, for: question.needs) != .other
    }

    private func row(
        _ question: OpenQuestion, in view: RegisterView, entry: Int
    ) -> [RulingSheetColumn: String] {
        let said: [RulingSheetColumn: String?] = [
            .organisation: view.organisation, .id: question.state.key.id,
            .title: question.state.record.title, .register: question.register,
            .question: question.question, .since: question.since?.description,
            .needs: question.needs, .score: question.state.score.map(String.init),
            .why: defaults.why, .until: defaults.until?.description, .body: defaults.terms.body,
            .by: defaults.by, .role: defaults.role, .meeting: defaults.meeting,
            .date: defaults.date?.description, .minute: defaults.terms.minute,
            .entry: String(entry),
        ]
        return said.compactMapValues { $0 }
    }

    // MARK: - Read back

    private func read(_ sheet: RulingSheetFile, at visit: Visit) throws -> RuleSheetAnswer {
        let rows = try sheet.rows()
        let answered = rows.filter { $0[.verb] != nil }
        var faults: [(row: RulingSheetRow, fault: RulingSheetFault)] = []
        let store = try visit.store()
        let head = try store.head()
        let whatIf = try Moment(rules: rules).whatIf()
        var asked: [(row: RulingSheetRow, request: RuleRequest, found: FoundRisk)] = []
        for row in answered {
            do {
                let request = try request(row, at: visit)
                asked.append((row, request, try request.risk(at: visit)))
            } catch {
                faults.append((row, try RulingSheetFault(explaining: error)))
            }
        }
        var ruled: [RuleRequest.Ruled] = []
        try store.rule { session in
            for (row, request, found) in asked {
                do {
                    ruled.append(
                        try request.ruled(
                            on: found.state.key, label: found.label,
                            seen: request.seen ?? head, whatIf: whatIf, now: visit.now.instant,
                            in: session))
                } catch {
                    faults.append((row, try RulingSheetFault(explaining: error)))
                }
            }
            if !faults.isEmpty { throw failure(faults) }
        }
        return RuleSheetAnswer(
            file: file, recorded: ruled.filter { !$0.isKnown }.map(\.ruling.sequence),
            known: ruled.filter(\.isKnown).map(\.ruling.sequence),
            pastChanges: ruled.flatMap(\.pastChanges).map(PastChangeLine.init),
            leftAlone: rows.count - answered.count)
    }

    /// The ruling of a row; what the row leaves empty is as for all.
    private func request(_ row: RulingSheetRow, at visit: Visit) throws -> RuleRequest {
        guard let id = row[.id] else {
            throw RulingSheetFault(column: .id, what: "there is no id", advice: "name the risk")
        }
        guard let word = row[.verb], let verb = Ruling.Verb(rawValue: word.lowercased()) else {
            let known = Ruling.Verb.allCases.map(\.rawValue).joined(separator: ", ")
            throw RulingSheetFault(
                column: .verb, what: "there is no verb \(row[.verb] ?? "")",
                advice: "take one of \(known)")
        }
        func text(_ column: RulingSheetColumn, _ default: String?) throws -> String {
            guard let text = row[column] ?? `default` else {
                throw RulingSheetFault(
                    column: column, what: "there is no \(column.rawValue)",
                    advice: "say it in the row, or for all rows with --\(column.rawValue)")
            }
            return text
        }
        guard let date = try day(.date, row) ?? defaults.date else {
            throw RulingSheetFault(
                column: .date, what: "there is no date",
                advice: "say it in the row, or for all rows with --date")
        }
        var terms = defaults.terms
        terms.body = row[.body] ?? terms.body
        terms.minute = row[.minute] ?? terms.minute
        terms.under = row[.under]
        terms.owner = row[.owner]
        terms.due = try day(.due, row)
        terms.field = row[.field]
        let request = RuleRequest(
            id: id, organisation: row[.organisation] ?? organisation, verb: verb,
            register: row[.register] ?? "", by: try text(.by, defaults.by),
            role: try text(.role, defaults.role), meeting: try text(.meeting, defaults.meeting),
            date: date, why: try text(.why, defaults.why),
            until: try day(.until, row) ?? defaults.until, seen: try entry(row) ?? defaults.seen,
            terms: terms, rules: rules)
        for capability in request.capabilities { try visit.asker.require(capability) }
        try request.checkWords(today: visit.now.day)
        return request
    }

    private func entry(_ row: RulingSheetRow) throws(RulingSheetFault) -> Int? {
        guard let text = row[.entry] else { return nil }
        guard let entry = Int(text), entry >= 0 else {
            throw RulingSheetFault(
                column: .entry, what: "\(text) is no entry",
                advice: "leave it as it was written, or empty")
        }
        return entry
    }

    private func day(
        _ column: RulingSheetColumn, _ row: RulingSheetRow
    ) throws(RulingSheetFault) -> Day? {
        guard let text = row[column] else { return nil }
        guard let day = Day(text) else {
            throw RulingSheetFault(
                column: column, what: "\(text) is no day", advice: "write it as 2026-07-12")
        }
        return day
    }

    // MARK: - What is wrong

    /// The most faulty rows that are told one by one.
    private static let mostTold = 50

    private func failure(
        _ faults: [(row: RulingSheetRow, fault: RulingSheetFault)]
    ) -> DeskFailure {
        let lines = faults.sorted { $0.row.number < $1.row.number }.map { row, fault in
            let place = row.places[fault.column] ?? row.places[.verb] ?? 1
            return "\(file):\(row.number):\(place): error: \(fault.what); \(fault.advice)"
        }
        var told = Array(lines.prefix(RuleSheetRequest.mostTold))
        if lines.count > told.count { told.append("and \(lines.count - told.count) more") }
        return DeskFailure(
            .refused,
            (told + ["Nothing was recorded: a sheet is recorded whole or not at all."])
                .joined(separator: "\n"))
    }
}

extension RulingSheetFault {
    /// What a failure of a row's ruling means for the row; what is not the row's fault is thrown on.
    fileprivate init(explaining error: any Error) throws {
        if let fault = error as? RulingSheetFault {
            self = fault
            return
        }
        let failure = DeskFailure(explaining: error)
        switch failure.meaning {
        case .usage, .refused, .missing, .stale, .forbidden: break
        case .locked, .cannotWrite, .inputOutput, .unexpected: throw failure
        }
        let lines = failure.message.split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("Nothing was recorded.") || $0.count > 22 }
        self.init(
            column: failure.meaning == .missing ? .id : .verb, what: lines.first ?? "",
            advice: lines.count > 1
                ? lines.dropFirst().joined(separator: " ")
                : "correct the row, or empty its verb to leave it alone")
    }
}

/// What became of a sheet.
package struct RuleSheetAnswer: DeskAnswer {
    /// The file.
    package var file: String
    /// How many questions were written; nil when it was read.
    package var written: Int?
    /// The entries of the rulings that were recorded, in the order of the rows.
    package var recorded: [Int] = []
    /// The entries of those that had been recorded before, word for word.
    package var known: [Int] = []
    /// What was answered before, on later days, and is answered otherwise since.
    package var pastChanges: [PastChangeLine] = []
    /// How many rows have no verb.
    package var leftAlone = 0

    package var document: RuleSheetAnswer { self }
}
