/// A synthetic risk.
struct Risk {
    var likelihood: Int
    var consequence: Int
    var affectsObjective: Bool
    var daysSinceReview: Int
    var domain: String
    var appetiteThreshold: Int
}

/// The risks that rule engines are compared with: always the same ones.
struct Workload {
    static let domains = [
        "Clinical", "Safety", "Workforce", "Finance", "Estates", "Information", "Regulatory",
        "Reputation", "Strategic",
    ]
    static let thresholds = [4, 6, 8, 10, 12, 15]

    private var random = PythonRandom(seed: 20_261_121)

    /// The next risks of the sequence.
    mutating func next(_ count: Int) -> [Risk] {
        (0..<count).map { _ in
            Risk(
                likelihood: 1 + random.below(5), consequence: 1 + random.below(5),
                affectsObjective: random.fraction() < 0.3, daysSinceReview: random.below(501),
                domain: Self.domains[random.below(9)],
                appetiteThreshold: Self.thresholds[random.below(6)])
        }
    }
}

/// What all the answers come to, in any order: an engine whose tally is another one is wrong.
struct Tally: Equatable {
    var risks = 0
    var grades: [String: Int] = [:]
    var registers: [String: Int] = [:]
    var days = 0

    mutating func add(grade: String, registers: [String], days: Int) {
        risks += 1
        grades[grade, default: 0] += 1
        for register in registers { self.registers[register, default: 0] += 1 }
        self.days += days
    }

    /// The tally of the first 1,000,000 risks.
    ///
    /// From the workload's definition in Python, not from this engine: a program of six `if`s over
    /// `random.Random(20261121)`, run with Python 3.11.
    static let expected = Tally(
        risks: 1_000_000,
        grades: ["Extreme": 240_129, "High": 280_269, "Low": 199_937, "Moderate": 279_665],
        registers: [
            "Appetite exception": 393_484, "BAF": 71_967, "Divisional": 280_269, "HLRR": 240_129,
            "Local": 479_602, "Quality Committee": 71_023,
        ],
        days: 113_832_760)
}

/// What a timed loop adds up, so that no answer goes unread: letters of grades, registers, days.
struct Sum: Equatable {
    var letters = 0
    var registers = 0
    var days = 0

    static let expected = Sum(
        letters: Tally.expected.grades.reduce(0) { $0 + $1.key.utf8.count * $1.value },
        registers: Tally.expected.registers.values.reduce(0, +), days: Tally.expected.days)
}
