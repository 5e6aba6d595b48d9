import RiskRegister

/// An invented risk as its register knows it, before an export words it in its own way.
struct TrueRisk {
    struct Score {
        var likelihood: Int?
        var consequence: Int?
        /// Mostly the product; people correct one and forget the other.
        var score: Int?
    }

    var number: Int
    var title: String
    var description: String
    var controls: String
    var action: String
    var owner: String
    var director: String
    var division: String
    var place: String
    var initial: Score
    var current: Score
    var target: Score
    var opened: Day
    var reviewed: Day?
    var due: Day?
    var closed: Day?
    /// A score of last month: near the current one, and none of ours.
    var previous: Int?
    /// Financial impact on the same scale: near the consequence, and none of ours.
    var financial: Int

    /// A register of so many risks.
    static func register(seed: UInt64, count: Int) -> [TrueRisk] {
        var random = TrueRandom(seed)
        return (1...count).map { TrueRisk(number: $0, &random) }
    }

    private init(number: Int, _ random: inout TrueRandom) {
        self.number = number
        let subject = random.one([
            "Nurse staffing", "Cyber attack", "Estate backlog", "Ambulance delays",
            "Medicines storage",
            "Waiting times", "Data quality", "Cost improvement", "Safeguarding training",
            "Fire doors",
        ])
        title =
            "\(subject) at \(random.one(["Northgate", "Ashfield", "Bridge House", "the depot"])) (\(number))"
        description =
            "If \(subject.lowercased()) is not managed there may be harm, caused by \(random.one(["vacancies", "old equipment", "demand"])) in area \(number)."
        controls = random.one([
            "Weekly meeting; policy HR\(number).", "Rota reviewed daily.",
            "Contract in place, checked monthly.", "",
        ])
        action = random.one([
            "Recruit to vacancies by autumn.", "Replace the system.", "Business case to board.", "",
        ])
        owner = random.one(["J Ash", "P Birch", "Morgan Elm", "R Oak", "S Rowan", ""])
        director = random.one([
            "Chief Nurse", "Medical Director", "Director of Finance", "Chief Operating Officer",
        ])
        division = random.one(["Medicine", "Surgery", "Community", "Corporate"])
        place = random.one(["Ward 4", "Theatres", "Base 2", "Hub"])
        let consequence = 1 + random.below(5)
        let likelihood = 1 + random.below(5)
        initial = TrueRisk.score(likelihood, consequence, &random)
        let now = max(1, likelihood - random.below(3))
        current = TrueRisk.score(now, consequence, &random)
        let less = max(1, consequence - random.below(2))
        target = TrueRisk.score(max(1, now - random.below(3)), less, &random)
        if random.below(10) == 0 { target = Score() }
        let start = Day(2024, 1, 8) ?? Day(number: 0)
        opened = start.adding(days: random.below(700))
        reviewed = random.below(8) == 0 ? nil : opened.adding(days: 20 + random.below(150))
        due = random.below(12) == 0 ? nil : (reviewed ?? opened).adding(days: 30 + random.below(90))
        closed = random.below(6) == 0 ? opened.adding(days: 160 + random.below(60)) : nil
        previous = random.below(4) == 0 ? initial.score : current.score
        financial = 1 + random.below(5)
    }

    private static func score(_ likelihood: Int, _ consequence: Int, _ random: inout TrueRandom)
        -> Score
    {
        switch random.below(40) {
        case 0: Score()
        case 1: Score(score: likelihood * consequence)
        case 2, 3:
            Score(
                likelihood: likelihood, consequence: consequence,
                score: min(25, likelihood * max(1, consequence - 1)))
        default:
            Score(likelihood: likelihood, consequence: consequence, score: likelihood * consequence)
        }
    }
}

/// Numbers that are the same on every run: Steele, Lea and Flood's SplitMix64.
struct TrueRandom {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    mutating func one(_ texts: [String]) -> String { texts[below(texts.count)] }
}
