import GRDB
import RiskRegister

/// The words that standings use, each stored once: standings name them by number.
///
/// A register of a million risks has a few hundred of them: registers, reasons, rows, reviewers.
final class Words {
    private let db: Database
    private var numbers: [String: Int64] = [:]
    private var texts: [Int64: String] = [:]
    private var next: Int64 = 1

    init(_ db: Database) throws {
        self.db = db
        let rows = try Row.fetchCursor(db, sql: "SELECT id, text FROM word")
        while let row = try rows.next() {
            let (number, text): (Int64, String) = (try row.get("id"), try row.get("text"))
            numbers[text] = number
            texts[number] = text
            next = max(next, number + 1)
        }
    }

    func number(_ text: String) throws -> Int64 {
        if let known = numbers[text] { return known }
        let number = next
        try db.execute(
            sql: "INSERT INTO word (id, text) VALUES (?, ?)", arguments: [number, text])
        next += 1
        numbers[text] = number
        texts[number] = text
        return number
    }

    func text(_ number: Int64) throws -> String {
        guard let text = texts[number] else { throw ByteReader.Malformed() }
        return text
    }
}

/// Standings as bytes, about 60 each, and back.
struct StandingCodec {
    let words: Words

    func encoded(_ standing: Standing) throws -> [UInt8] {
        // Words are numbered before the writing, because numbering can fail and writing cannot.
        var numbers: [String: Int64] = [:]
        for word in texts(of: standing) { numbers[word] = try words.number(word) }
        var writer = ByteWriter(capacity: 96)
        func text(_ writer: inout ByteWriter, _ value: String) {
            writer.signed(numbers[value] ?? 0)
        }
        func day(_ writer: inout ByteWriter, _ value: Day) { writer.signed(Int64(value.number)) }
        func number(_ writer: inout ByteWriter, _ value: Int) { writer.signed(Int64(value)) }

        writer.byte(
            Codes.of(standing.status) | (standing.asksAgain ? 0x80 : 0)
                | (standing.isFromBaseline ? 0x40 : 0))
        write(standing.outcome, to: &writer, text: text)
        writer.list(standing.memberships) { writer, membership in
            text(&writer, membership.register)
            writer.byte(Codes.of(membership.basis))
            day(&writer, membership.since)
            text(&writer, membership.reason)
            text(&writer, membership.row)
        }
        writer.list(standing.proposals) { writer, proposal in
            writer.byte(Codes.of(proposal.kind))
            text(&writer, proposal.register)
            day(&writer, proposal.since)
            text(&writer, proposal.needs)
            text(&writer, proposal.reason)
        }
        writer.list(standing.refusals) { writer, refusal in
            text(&writer, refusal.register)
            writer.byte(Codes.of(refusal.kind))
            writer.optional(refusal.score, number)
            writer.optional(refusal.until, day)
            number(&writer, refusal.ruling)
        }
        writer.list(standing.holds) { writer, hold in
            text(&writer, hold.register)
            text(&writer, hold.why)
            writer.optional(hold.until, day)
            number(&writer, hold.ruling)
        }
        writer.list(standing.confirmed, text)
        writer.list(standing.asFound, text)
        writer.list(standing.leftBefore, text)
        writer.list(standing.idleRulings, number)
        day(&writer, standing.scoreSince)
        day(&writer, standing.firstSeen)
        writer.optional(standing.lostAfter, day)
        writer.optional(standing.awaitingSince, day)
        return writer.bytes
    }

    private func write(
        _ outcome: Outcome, to writer: inout ByteWriter,
        text: (inout ByteWriter, String) -> Void
    ) {
        let number: (inout ByteWriter, Int) -> Void = { $0.signed(Int64($1)) }
        writer.optional(outcome.score, number)
        writer.optional(outcome.computedScore, number)
        writer.byte(Codes.of(outcome.scoreBasis))
        writer.optional(outcome.likelihood, number)
        writer.optional(outcome.consequence, number)
        // A matrix of another size than the default's is written; what stored no size had that one.
        let isOtherSize = outcome.size != .npsa
        writer.byte(
            (outcome.pairIsInferred ? 1 : 0) | (outcome.isAtThreshold ? 2 : 0)
                | (isOtherSize ? 4 : 0) | (outcome.isEndedByBoard ? 8 : 0))
        if isOtherSize {
            number(&writer, outcome.size.likelihoods)
            number(&writer, outcome.size.consequences)
        }
        writer.optional(outcome.grade, text)
        writer.byte(Codes.of(outcome.routing))
        writer.list(outcome.entitlements) { writer, entitlement in
            text(&writer, entitlement.register)
            text(&writer, entitlement.reason)
            writer.byte(Codes.of(entitlement.basis))
            text(&writer, entitlement.row)
        }
        writer.list(outcome.objectives.strategic, text)
        writer.list(outcome.objectives.unknown, text)
        writer.list(outcome.objectives.notStrategic, text)
        writer.list(outcome.objectives.ended, text)
        writer.list(outcome.objectives.carried) { writer, carried in
            text(&writer, carried.from)
            text(&writer, carried.to)
        }
        writer.optional(outcome.doubt, text)
        writer.optional(outcome.review.intervalMonths, number)
        writer.optional(outcome.review.reviewer, text)
        writer.optional(outcome.review.acceptor, text)
    }

    private func texts(of standing: Standing) -> [String] {
        let outcome = standing.outcome
        var texts = [outcome.grade, outcome.review.reviewer, outcome.review.acceptor]
            .compactMap { $0 }
        for entitlement in outcome.entitlements {
            texts += [entitlement.register, entitlement.reason, entitlement.row]
        }
        let objectives = outcome.objectives
        texts += objectives.strategic + objectives.unknown
        texts += objectives.notStrategic + objectives.ended
        texts += objectives.carried.flatMap { [$0.from, $0.to] }
        if let doubt = outcome.doubt { texts.append(doubt) }
        for stay in standing.memberships { texts += [stay.register, stay.reason, stay.row] }
        for move in standing.proposals { texts += [move.register, move.needs, move.reason] }
        texts += standing.refusals.map(\.register)
        for hold in standing.holds { texts += [hold.register, hold.why] }
        return texts + standing.confirmed + standing.asFound + standing.leftBefore
    }

    // MARK: - Reading

    func decoded(_ bytes: [UInt8]) throws -> Standing {
        var reader = ByteReader(bytes)
        let first = try reader.byte()
        let status: RiskStatus = try Codes.value(first & 0x3F)
        let outcome = try readOutcome(&reader)
        let memberships = try reader.list { reader in
            Membership(
                register: try text(&reader), basis: try Codes.value(try reader.byte()),
                since: try day(&reader), reason: try text(&reader), row: try text(&reader))
        }
        let proposals = try reader.list { reader in
            Proposal(
                kind: try Codes.value(try reader.byte()), register: try text(&reader),
                since: try day(&reader), needs: try text(&reader), reason: try text(&reader))
        }
        let refusals = try reader.list { reader in
            Standing.Refusal(
                register: try text(&reader), kind: try Codes.value(try reader.byte()),
                score: try reader.optional(number), until: try reader.optional(day),
                ruling: try number(&reader))
        }
        let holds = try reader.list { reader in
            Standing.Hold(
                register: try text(&reader), why: try text(&reader),
                until: try reader.optional(day), ruling: try number(&reader))
        }
        let (confirmed, asFound) = (try reader.list(text), try reader.list(text))
        let leftBefore = try reader.list(text)
        let idleRulings = try reader.list(number)
        let (scoreSince, firstSeen) = (try day(&reader), try day(&reader))
        var standing = Standing(firstSeen: firstSeen)
        standing.status = status
        standing.asksAgain = first & 0x80 != 0
        standing.isFromBaseline = first & 0x40 != 0
        standing.outcome = outcome
        standing.memberships = memberships
        standing.proposals = proposals
        standing.refusals = refusals
        standing.holds = holds
        standing.confirmed = confirmed
        standing.asFound = asFound
        standing.leftBefore = leftBefore
        standing.idleRulings = idleRulings
        standing.scoreSince = scoreSince
        standing.lostAfter = try reader.optional(day)
        standing.awaitingSince = try reader.optional(day)
        guard reader.isAtEnd else { throw ByteReader.Malformed() }
        return standing
    }

    private func readOutcome(_ reader: inout ByteReader) throws -> Outcome {
        var outcome = Outcome()
        outcome.score = try reader.optional(number)
        outcome.computedScore = try reader.optional(number)
        outcome.scoreBasis = try Codes.value(try reader.byte())
        outcome.likelihood = try reader.optional(number)
        outcome.consequence = try reader.optional(number)
        let flags = try reader.byte()
        guard flags < 16 else { throw ByteReader.Malformed() }
        outcome.pairIsInferred = flags & 1 != 0
        outcome.isAtThreshold = flags & 2 != 0
        outcome.isEndedByBoard = flags & 8 != 0
        if flags & 4 != 0 {
            outcome.size = ScoreSize(
                likelihoods: try number(&reader), consequences: try number(&reader))
        }
        outcome.grade = try reader.optional(text)
        outcome.routing = try Codes.value(try reader.byte())
        outcome.entitlements = try reader.list { reader in
            Entitlement(
                register: try text(&reader), reason: try text(&reader),
                basis: try Codes.value(try reader.byte()), row: try text(&reader))
        }
        outcome.objectives.strategic = try reader.list(text)
        outcome.objectives.unknown = try reader.list(text)
        outcome.objectives.notStrategic = try reader.list(text)
        outcome.objectives.ended = try reader.list(text)
        outcome.objectives.carried = try reader.list { reader in
            ObjectiveStanding.Carried(from: try text(&reader), to: try text(&reader))
        }
        outcome.doubt = try reader.optional(text)
        outcome.review.intervalMonths = try reader.optional(number)
        outcome.review.reviewer = try reader.optional(text)
        outcome.review.acceptor = try reader.optional(text)
        return outcome
    }

    private func text(_ reader: inout ByteReader) throws -> String {
        try words.text(try reader.signed())
    }

    private func day(_ reader: inout ByteReader) throws -> Day {
        guard let number = Int32(exactly: try reader.signed()) else { throw ByteReader.Malformed() }
        return Day(number: number)
    }

    private func number(_ reader: inout ByteReader) throws -> Int {
        guard let number = Int(exactly: try reader.signed()) else { throw ByteReader.Malformed() }
        return number
    }
}

/// Words of closed lists as one byte, their place in the list.
///
/// Lists may grow at their end only.
enum Codes {
    static func of(_ status: RiskStatus) -> UInt8 {
        switch status {
        case .open: 0
        case .closed: 1
        case .vanished: 2
        }
    }

    static func of(_ basis: ScoreBasis) -> UInt8 {
        switch basis {
        case .printed: 0
        case .computed: 1
        case .both: 2
        case .higher: 3
        case .none: 4
        }
    }

    static func of(_ routing: Routing) -> UInt8 {
        switch routing {
        case .routed: 0
        case .belowThreshold: 1
        case .closed: 2
        case .unapproved: 3
        case .unroutable: 4
        }
    }

    static func of(_ basis: Membership.Basis) -> UInt8 {
        switch basis {
        case .rule: 0
        case .held: 1
        case .theme: 2
        case .kept: 3
        }
    }

    static func of(_ kind: Proposal.Kind) -> UInt8 {
        switch kind {
        case .deescalate: 0
        case .confirm: 1
        case .close: 2
        case .question: 3
        }
    }

    static func value(_ code: UInt8) throws -> RiskStatus {
        try [.open, .closed, .vanished].at(code)
    }

    static func value(_ code: UInt8) throws -> ScoreBasis {
        try [.printed, .computed, .both, .higher, .none].at(code)
    }

    static func value(_ code: UInt8) throws -> Routing {
        try [.routed, .belowThreshold, .closed, .unapproved, .unroutable].at(code)
    }

    static func value(_ code: UInt8) throws -> Membership.Basis {
        try [.rule, .held, .theme, .kept].at(code)
    }

    static func value(_ code: UInt8) throws -> Proposal.Kind {
        try [.deescalate, .confirm, .close, .question].at(code)
    }
}

extension Array {
    func at(_ code: UInt8) throws -> Element {
        guard Int(code) < count else { throw ByteReader.Malformed() }
        return self[Int(code)]
    }
}
