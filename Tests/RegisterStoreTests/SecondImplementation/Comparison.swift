import RiskRegister

/// Where the program and the second implementation say different things of one history.
struct Disagreement: Error, CustomStringConvertible {
    /// Which question it was.
    var question: String
    var meant: String
    var said: String

    var description: String { "\(question)\n  meant: \(meant)\n  said:  \(said)" }
}

/// Plays histories in both implementations and compares their answers.
struct Comparison {
    /// Everything is asked; else each risk after every sixth entry and after the last, and some lists.
    var asksEverything = false

    /// The first difference that a history shows, if any.
    ///
    /// After each entry: where every risk stands on every day. At the end: lists of days as known
    /// after earlier entries, which the program plays anew.
    func disagreement(on history: PlainHistory) throws -> Disagreement? {
        let program = try ProgramRegister(threshold: history.threshold)
        let days = Comparison.days(of: history)
        guard let last = days.last else { return nil }
        let receptions = PlainKnowledge.received(history).map(\.reception)
        var known: [[PlainAnswers]] = []
        for (place, entry) in history.entries.enumerated() {
            let reception = try program.take(entry)
            let then = "entry \(place + 1)"
            if reception != receptions[place] {
                return Disagreement(
                    question: then, meant: receptions[place].rawValue, said: reception.rawValue)
            }
            var upToHere = history
            upToHere.entries = Array(history.entries.prefix(place + 1))
            let answers = upToHere.organisations.map {
                PlainAnswers(upToHere, of: $0, through: last)
            }
            known.append(answers)
            for answer in answers {
                let isLast = place + 1 == history.entries.count
                let turn = asksEverything || isLast ? nil : place
                let said = try program.standings(
                    of: answer.known.organisation, on: days, inTurn: turn)
                for day in days {
                    let found = Comparison.difference(
                        "known after \(then), \(answer.known.organisation) on \(day)",
                        answer.standings(on: day).filter { said.labels.contains($0.key) },
                        said.standings[day] ?? [:])
                    if let found { return found }
                }
                let wanted = Set(answer.list(on: last).keys)
                if wanted != said.all {
                    return Disagreement(
                        question: "risks known after \(then)", meant: "\(wanted.sorted())",
                        said: "\(said.all.sorted())")
                }
            }
        }
        return try lists(program, known, days)
    }

    private func lists(
        _ program: ProgramRegister, _ known: [[PlainAnswers]], _ days: [Day]
    ) throws -> Disagreement? {
        var questions: [(entry: Int, answer: PlainAnswers, day: Day)] = []
        for (entry, answers) in known.enumerated() {
            for answer in answers { questions += days.map { (entry, answer, $0) } }
        }
        // Evenly spread, with a step that meets other days at each entry.
        let step = asksEverything ? 1 : max(1, questions.count / 6)
        for (place, question) in questions.enumerated() where place % step == 0 {
            let organisation = question.answer.known.organisation
            let found = Comparison.difference(
                "list known after entry \(question.entry + 1), \(organisation) on \(question.day)",
                question.answer.list(on: question.day),
                try program.list(
                    of: organisation, on: question.day, knownAfter: question.entry))
            if let found { return found }
        }
        return nil
    }

    private static func difference(
        _ question: String, _ meant: [String: String], _ said: [String: String]
    ) -> Disagreement? {
        for label in Set(meant.keys).union(said.keys).sorted() where meant[label] != said[label] {
            return Disagreement(
                question: "\(question), \(label)", meant: meant[label] ?? "not there",
                said: said[label] ?? "not there")
        }
        return nil
    }

    /// Every day from the day before a history begins until some days after its last.
    static func days(of history: PlainHistory) -> [Day] {
        var named: [Day] = []
        for entry in history.entries {
            switch entry {
            case .extract(let extract):
                named.append(extract.day)
                for objective in extract.framework?.objectives ?? [] {
                    named += [objective.from, objective.to].compactMap { $0 }
                }
            case .ruling(let ruling): named += [ruling.day, ruling.until ?? ruling.day]
            case .rulebook(let rulebook): named.append(rulebook.from)
            case .withdrawal: break
            }
        }
        guard let first = named.min(), let last = named.max() else { return [] }
        var days = [first.adding(days: -1)]
        while let day = days.last, day < last.adding(days: 2) { days.append(day.adding(days: 1)) }
        return days
    }
}
