import RegisterStore
import RiskRegister
import Testing

/// A stream of numbers that a seed decides (SplitMix64), so that a failure can be made again.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Extracts of six months, whole or of a directorate, some with a framework, that a seed decides.
func inventedHistory(
    _ random: inout Seeded, of organisation: String = "HCT"
) -> [TestExtract] {
    let directorates = ["Adults", "Children"]
    return (0..<6).map { month in
        let day = day(2026, month + 1, 28)
        let part =
            Int.random(in: 0..<4, using: &random) == 0
            ? directorates.randomElement(using: &random) : nil
        var lines: [String] = []
        for id in 1...12 where Int.random(in: 0..<5, using: &random) > 0 {
            let home = directorates[
                (id + (Int.random(in: 0..<9, using: &random) == 0 ? 1 : 0)) % 2]
            if let part, part != home { continue }
            let score = "L\(Int.random(in: 2...5, using: &random)) C\(id % 3 + 3)"
            let status = ["", "", "", " closed", " awaiting"].randomElement(using: &random) ?? ""
            let objective = id % 4 == 0 ? " SO2" : ""
            let owner = ["", " ~Smith", " ~smith", " ~Jones"].randomElement(using: &random) ?? ""
            let reference = ["", " &R1", " &r1", " &R\(id)"].randomElement(using: &random) ?? ""
            let mark = ["", "", "", " *HLRR"].randomElement(using: &random) ?? ""
            let link = id % 5 == 0 ? " ^PR1" : ""
            let text =
                ["", " +calm", " +jo@example.org"].randomElement(using: &random) ?? ""
            lines.append(
                "\(id) \(score) @\(home)\(objective)\(status)\(owner)\(reference)\(mark)\(link)"
                    + text)
        }
        let framework =
            Int.random(in: 0..<2, using: &random) == 0
            ? """
            objective SO2 \(Bool.random(using: &random) ? "strategic" : "local") 2020-01-01 2026-05-15
            risk PR1 \(Int.random(in: 5...20, using: &random)) \(Bool.random(using: &random) ? "held" : "theme")
            \(Bool.random(using: &random) ? "risk PR2 9 own=4" : "")
            """ : nil
        let actions = (1...5).filter { _ in Bool.random(using: &random) }.map { number in
            let owner = ["", "Smith", "Jones"].randomElement(using: &random) ?? ""
            let risk =
                ["PR1", "99", "", "\(number)", "\(number + 5)"]
                .randomElement(using: &random) ?? ""
            return RawRecord(
                fields: [
                    RawField(name: "id", text: "A\(number)"), RawField(name: "risk", text: risk),
                    RawField(name: "owner", text: owner),
                    RawField(name: "text", text: number == 3 ? "call jo@example.org" : "do it"),
                ].filter { !$0.text.isEmpty })
        }
        return TestExtract(
            day, lines, framework: framework, actions: month % 3 == 0 ? nil : actions,
            scope: part.map { .part(field: "directorate", value: $0) } ?? .all,
            organisation: organisation)
    }
}

@Suite("Invented histories") struct RandomHistoryTests {
    @Test("Any order of the same extracts gives the same answers on every day", arguments: 1...12)
    func orders(_ seed: UInt64) throws {
        var random = Seeded(state: seed)
        let extracts = inventedHistory(&random)
        let register = try TestRegister()
        for extract in extracts { try register.take(extract) }
        let shuffled = try TestRegister()
        for extract in extracts.shuffled(using: &random) { try shuffled.take(extract) }
        let key = RiskKey(organisation: "HCT", id: "4")
        for _ in 0..<3 {
            let verb = Ruling.Verb.allCases.prefix(4).randomElement(using: &random) ?? .agree
            let id = String(Int.random(in: 1...12, using: &random))
            let date = day(2026, 1, 20).adding(days: Int.random(in: 0...150, using: &random))
            let until = Bool.random(using: &random) ? date.adding(days: 40) : nil
            for one in [register, shuffled] {
                try? one.rule(verb, id, on: Bool.random() ? "HLRR" : "HLRR", date, until: until)
            }
        }
        let late = TestExtract(day(2026, 7, 28), ["4 L5 C5 SO2", "1 L1 C3", "2 L2 C2 @Adults"])
        for one in [register, shuffled] { try one.take(late) }
        for month in 1...8 {
            for date in [day(2026, month, 27), day(2026, month, 28)] {
                let wanted = Result { dump(try register.view(date)) }
                let found = Result { dump(try shuffled.view(date)) }
                #expect((try? found.get()) == (try? wanted.get()), "seed \(seed), \(date)")
            }
        }
        let problems = try register.store.verify().problems.map(\.description)
        #expect(problems == [], "seed \(seed)")
        #expect(try shuffled.store.verify().problems.map(\.description) == [], "seed \(seed)")
        let history = try register.store.history(of: key).points
        try register.store.rebuild()
        #expect(
            try register.store.history(of: key).points.map(\.standing) == history.map(\.standing))
    }
}
