import GRDB
import RiskRegister
import Testing

@testable import RegisterStore

@Suite("Standings as bytes") struct StandingCodecTests {
    /// A standing in which nothing is as a new one has it.
    private static func full() -> Standing {
        var standing = Standing(firstSeen: day(2020, 2, 29))
        standing.status = .vanished
        standing.outcome.size = ScoreSize(likelihoods: 4, consequences: 6)
        standing.outcome.score = 25
        standing.outcome.computedScore = 16
        standing.outcome.scoreBasis = .higher
        standing.outcome.likelihood = 5
        standing.outcome.consequence = 4
        standing.outcome.pairIsInferred = true
        standing.outcome.grade = "extreme"
        standing.outcome.routing = .unapproved
        standing.outcome.isAtThreshold = true
        standing.outcome.entitlements = [
            Entitlement(register: "HLRR", reason: "höher", basis: .theme, row: "r1"),
            Entitlement(register: "BAF", reason: "", basis: .rule, row: ""),
        ]
        standing.outcome.objectives.strategic = ["SO1", "SO2"]
        standing.outcome.objectives.unknown = ["SO9"]
        standing.outcome.objectives.notStrategic = ["WF3"]
        standing.outcome.objectives.ended = ["SO0"]
        standing.outcome.objectives.carried = [ObjectiveStanding.Carried(from: "SO1", to: "SO7")]
        standing.outcome.doubt = "its own record 4 is closed"
        standing.outcome.isEndedByBoard = true
        standing.asksAgain = true
        standing.outcome.review = ReviewDuty(intervalMonths: 1, reviewer: "PMO", acceptor: "Board")
        standing.memberships = [
            Membership(
                register: "BAF", basis: .kept, since: day(1969, 1, 1), reason: "why", row: "r2")
        ]
        standing.proposals = Proposal.Kind.allCases.map {
            Proposal(
                kind: $0, register: "BAF", since: day(2026, 1, 1), needs: "Board", reason: "fell")
        }
        standing.refusals = [
            Standing.Refusal(
                register: "HLRR", kind: .close, score: nil, until: day(2027, 1, 1), ruling: 7),
            Standing.Refusal(register: "HLRR", kind: .confirm, score: 12, until: nil, ruling: 8),
        ]
        standing.holds = [
            Standing.Hold(register: "BAF", why: "appetite", until: day(2028, 1, 1), ruling: 300),
            Standing.Hold(register: "HLRR", why: "", until: nil, ruling: 4),
        ]
        standing.confirmed = ["BAF"]
        standing.isFromBaseline = true
        standing.asFound = ["HLRR"]
        standing.leftBefore = ["HLRR", "BAF"]
        standing.idleRulings = [9, 10]
        standing.scoreSince = day(2026, 6, 30)
        standing.lostAfter = day(2026, 5, 31)
        standing.awaitingSince = day(2026, 4, 30)
        return standing
    }

    private func codec(_ body: (StandingCodec) throws -> Void) throws {
        let queue = try DatabaseQueue()
        try queue.write { db in
            try db.execute(sql: "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT UNIQUE)")
            try body(StandingCodec(words: Words(db)))
        }
    }

    @Test("A standing in which everything is set comes back as it was")
    func roundTrip() throws {
        try codec { codec in
            for standing in [StandingCodecTests.full(), Standing(firstSeen: day(2026, 1, 1))] {
                let found = try codec.decoded(codec.encoded(standing))
                #expect(found == standing)
            }
        }
    }

    @Test("The full standing leaves nothing as a new one has it, so that no field is forgotten")
    func everythingIsSet() {
        let (full, new) = (StandingCodecTests.full(), Standing(firstSeen: day(2026, 1, 1)))
        func unchanged(_ full: Any, _ new: Any) -> [String] {
            zip(Mirror(reflecting: full).children, Mirror(reflecting: new).children)
                .filter { "\($0.value)" == "\($1.value)" }.compactMap { $0.0.label }
        }
        #expect(unchanged(full, new) == [])
        #expect(unchanged(full.outcome, new.outcome) == [])
        #expect(unchanged(full.outcome.objectives, new.outcome.objectives) == [])
        #expect(unchanged(full.outcome.review, new.outcome.review) == [])
    }

    @Test("Bytes that are cut short or changed are an error or another standing, never a crash")
    func malformed() throws {
        try codec { codec in
            let bytes = try codec.encoded(StandingCodecTests.full())
            for end in bytes.indices {
                let short = Array(bytes[..<end])
                #expect(throws: ByteReader.Malformed.self) { try codec.decoded(short) }
            }
            for index in bytes.indices {
                for bit in 0..<8 {
                    var changed = bytes
                    changed[index] ^= 1 << bit
                    let found = try? codec.decoded(changed)
                    #expect(found != StandingCodecTests.full(), "byte \(index), bit \(bit)")
                }
            }
        }
    }
}
