import DMN
import FEEL

/// The same decisions by the engine, each way of asking it.
struct Engine {
    let handle: DecisionHandle

    init(_ model: DecisionModel) throws {
        handle = try model.decisions(["grade", "routing", "review"])
    }

    /// Risk by risk, through one evaluator.
    func rows(_ risks: [Risk]) -> Sum {
        let evaluator = handle.evaluator()
        var sum = Sum()
        var values = [Value](repeating: .null, count: 6)
        for risk in risks {
            risk.put(into: &values)
            _ = evaluator.evaluate(values)
            sum.add(evaluator.result(0), evaluator.result(1), evaluator.result(2))
        }
        return sum
    }

    /// Risk by risk, with the trace of every cell.
    func traced(_ risks: some Sequence<Risk>) -> Sum {
        let evaluator = handle.evaluator()
        var sum = Sum()
        var values = [Value](repeating: .null, count: 6)
        for risk in risks {
            risk.put(into: &values)
            let steps = evaluator.explain(values).steps
            func value(_ name: String) -> Value { steps.first { $0.name == name }?.value ?? .null }
            sum.add(value("grade"), value("routing"), value("review"))
        }
        return sum
    }

    /// Columns in, columns out.
    func columns(_ risks: RiskColumns, _ batch: DecisionBatch) -> Sum {
        let result = batch.evaluate(risks.columns)
        var sum = Sum()
        sum.letters = total(result.columns[0]) { $0.string?.utf8.count ?? 0 }
        sum.registers = total(result.columns[1]) { value in
            if case .list(let items) = value { items.count } else { 0 }
        }
        sum.days = total(result.columns[2]) { value in
            if case .number(let number) = value { number.exactInt ?? 0 } else { 0 }
        }
        return sum
    }

    private func total(_ column: DecisionBatch.Column, _ measure: (Value) -> Int) -> Int {
        guard case .coded(let codes, let values) = column else {
            return (0..<column.count).reduce(0) { $0 + measure(column[$1]) }
        }
        let measures = values.map(measure)
        return codes.reduce(0) { $0 + measures[Int($1)] }
    }

    /// Every answer, as words: slower, and compared with what Python says.
    func tally(_ risks: [Risk]) -> Tally {
        let evaluator = handle.evaluator()
        var tally = Tally()
        var values = [Value](repeating: .null, count: 6)
        for risk in risks {
            risk.put(into: &values)
            _ = evaluator.evaluate(values)
            tally.add(evaluator.result(0), evaluator.result(1), evaluator.result(2))
        }
        return tally
    }

    /// The same through columns.
    func tally(_ risks: RiskColumns) -> Tally {
        let result = handle.batch().evaluate(risks.columns)
        var tally = Tally()
        for row in 0..<risks.count {
            tally.add(result.columns[0][row], result.columns[1][row], result.columns[2][row])
        }
        return tally
    }
}

extension Risk {
    /// The risk as the values of the handle's inputs.
    func put(into values: inout [Value]) {
        values[0] = .number(Decimal128(likelihood))
        values[1] = .number(Decimal128(consequence))
        values[2] = .boolean(affectsObjective)
        values[3] = .number(Decimal128(daysSinceReview))
        values[4] = .string(domain)
        values[5] = .number(Decimal128(appetiteThreshold))
    }
}

/// Risks by column, as a reader of files would hand them over.
struct RiskColumns {
    var likelihoods: [Int] = []
    var consequences: [Int] = []
    var objectives: [Bool] = []
    var ages: [Int] = []
    var domains: [String] = []
    var thresholds: [Int] = []

    init(_ risks: some Sequence<Risk>) {
        for risk in risks {
            likelihoods.append(risk.likelihood)
            consequences.append(risk.consequence)
            objectives.append(risk.affectsObjective)
            ages.append(risk.daysSinceReview)
            domains.append(risk.domain)
            thresholds.append(risk.appetiteThreshold)
        }
    }

    var count: Int { likelihoods.count }

    /// The columns of the handle's inputs; finding the texts that are equal is part of it.
    var columns: [DecisionBatch.Column] {
        [
            .integers(likelihoods), .integers(consequences), .booleans(objectives),
            .integers(ages), .texts(domains), .integers(thresholds),
        ]
    }
}

extension Sum {
    mutating func add(_ grade: Value, _ registers: Value, _ days: Value) {
        if case .string(let grade) = grade { letters += grade.utf8.count }
        if case .list(let items) = registers { self.registers += items.count }
        if case .number(let days) = days { self.days += days.exactInt ?? 0 }
    }

    static func + (left: Sum, right: Sum) -> Sum {
        Sum(
            letters: left.letters + right.letters, registers: left.registers + right.registers,
            days: left.days + right.days)
    }
}

extension Tally {
    mutating func add(_ grade: Value, _ registers: Value, _ days: Value) {
        var names: [String] = []
        if case .list(let items) = registers { names = items.compactMap(\.string) }
        var count = -1
        if case .number(let days) = days { count = days.exactInt ?? -1 }
        add(grade: grade.string ?? "\(grade)", registers: names, days: count)
    }
}
