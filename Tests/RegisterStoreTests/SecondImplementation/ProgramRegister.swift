import Digests
import Foundation
import RegisterStore
import RiskRegister

/// The program, given a history: a register of its own in a folder that goes when the test ends.
final class ProgramRegister {
    let store: RegisterStore
    private let folder: URL
    private var clock = 0
    /// The newest entry of the chain after each entry of the history.
    private(set) var heads: [Int] = []
    /// Whether each entry was taken: then it is the last of those that it made.
    private var areTaken: [Bool] = []
    /// The numbers of the history's rulings, by their entries of the chain.
    private var numbers: [Int: Int] = [:]

    init(threshold: Int) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "second-implementation-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try RegisterStore(
            path: folder.appendingPathComponent("register.sqlite").path, mode: .create,
            typing: PlainTyping.typing)
        _ = try store.adopt(
            ProgramRegister.source(version: "1", threshold: threshold, from: day(2017, 4, 1)),
            recordedAt: now())
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func now() -> String {
        clock += 1
        let seconds = String(clock)
        return "2027-01-01T00:00:00.\(String(repeating: "0", count: 6 - seconds.count))\(seconds)Z"
    }

    private static func source(version: String, threshold: Int, from: Day) -> RulebookSource {
        var source = testSource(version: version, threshold: threshold, from: from)
        source.rulebook = PlainTyping.withBoardsLines(source.rulebook)
        return source
    }

    /// Gives it the next entry of a history.
    func take(_ entry: PlainEntry) throws -> PlainKnowledge.Reception {
        let reception: PlainKnowledge.Reception
        do {
            switch entry {
            case .extract(let extract): reception = try take(extract)
            case .ruling(let ruling): reception = try take(ruling)
            case .rulebook(let rulebook):
                let source = ProgramRegister.source(
                    version: rulebook.version, threshold: rulebook.threshold, from: rulebook.from)
                _ = try store.adopt(source, for: rulebook.organisation, recordedAt: now())
                reception = .taken
            case .withdrawal(let number):
                guard number >= 1, number <= heads.count, areTaken[number - 1] else {
                    throw WithdrawalRefusal.noEntry
                }
                _ = try store.withdraw(
                    Withdrawal(
                        of: heads[number - 1], by: "A Lee", role: "Risk lead", why: "wrong",
                        recordedAt: now()))
                reception = .taken
            }
        } catch is WithdrawalRefusal {
            reception = .refused
        } catch StoreError.noSuchRisk {
            reception = .unknown
        } catch StoreError.noSuchOrganisation {
            reception = .unknown
        } catch StoreError.absencesRefused {
            reception = .refused
        }
        heads.append(try store.head())
        areTaken.append(reception == .taken)
        return reception
    }

    private func take(_ extract: PlainExtract) throws -> PlainKnowledge.Reception {
        let header = ImportHeader(
            asAt: extract.day, organisation: extract.organisation, source: extract.source,
            scope: extract.directorate.map { .part(field: "directorate", value: $0) } ?? .all,
            software: "test", recordedAt: now(),
            absences: extract.absences.mapValues { absence in
                switch absence {
                case .closed(let day): .closed(day)
                case .leftOut: .leftOut
                }
            })
        let result = try store.importExtract(header, acceptShrink: true) { session in
            func begin(_ kind: SourceMapping.Kind, _ content: String) throws {
                try session.begin(
                    ExtractFile(
                        name: "\(kind.rawValue).xml", sha256: SHA256.digest(content.utf8).hex,
                        bytes: content.utf8.count, kind: kind, encoding: "UTF-8", mapping: "",
                        dateOrder: .dayFirst),
                    mapping: Array((extract.holdsOpenOnly ? "open" : "mapping").utf8))
            }
            if let framework = extract.framework {
                let raw = PlainTyping.raw(framework)
                try begin(.framework, raw.fields.map(\.text).joined(separator: "\n"))
                try session.add(framework: raw, PlainTyping.framework(raw))
                try session.end(FileReport())
            }
            if let records = extract.records {
                try begin(.risks, records.map(\.line).joined(separator: "\n"))
                for record in records {
                    let raw = PlainTyping.raw(record)
                    try session.add(risks: [(raw, PlainTyping.risk(raw))])
                }
                try session.end(FileReport())
            }
        }
        return result.disposition == .alreadyThere ? .alreadyThere : .taken
    }

    private func take(_ ruling: PlainRuling) throws -> PlainKnowledge.Reception {
        guard let verb = Ruling.Verb(rawValue: ruling.verb.rawValue) else { return .unknown }
        let key = RiskKey(
            organisation: ruling.organisation,
            level: ruling.isPrincipal ? .principal : .operational, id: ruling.risk)
        let stored = try store.record(
            Ruling(
                subject: key, verb: verb, register: ruling.register, by: "J Smith",
                role: "Director", meeting: "Executive Team", date: ruling.day, why: "agreed",
                until: ruling.until, recordedAt: now()))
        numbers[stored.sequence] = heads.count + 1
        return .taken
    }

    // MARK: - What it answers

    /// What the program says of the risks that were asked about.
    struct Said {
        /// The labels of all risks that it knows.
        var all: Set<String> = []
        /// The labels of those asked about.
        var labels: Set<String> = []
        /// Where each stands on each day.
        var standings: [Day: [String: String]] = [:]
    }

    /// Where each risk stands on each day, as known now, by its label: from the history of each risk.
    ///
    /// In a turn every sixth risk is asked about, others in the next; nil: all.
    func standings(of organisation: String, on days: [Day], inTurn turn: Int?) throws -> Said {
        var said = Said()
        guard let last = days.last else { return said }
        let states = try store.view(of: organisation, asAt: last, knownAt: nil).allRisks
        for (place, state) in states.enumerated() {
            let label = label(state)
            said.all.insert(label)
            if let turn, place % 6 != turn % 6 { continue }
            said.labels.insert(label)
            let points = try store.history(of: state.key).points
            for day in days {
                guard let point = points.last(where: { $0.day <= day }) else { continue }
                said.standings[day, default: [:]][label] = line(point.standing)
            }
        }
        return said
    }

    /// The list of a day, as known after an entry of the history, by label.
    func list(
        of organisation: String, on day: Day, knownAfter entry: Int
    ) throws -> [String: String] {
        let view = try store.view(
            of: organisation, asAt: day, knownAt: .sequence(heads[entry]))
        var found: [String: String] = [:]
        for state in view.allRisks {
            found[label(state)] = PlainLines.joined([
                line(state.standing), "last seen \(state.lastSeen)",
                state.isOutOfScope ? "not covered" : nil,
                state.movement.map { "movement \($0.rawValue)" },
            ])
        }
        return found
    }

    private func label(_ state: RiskState) -> String {
        if state.key.level == .principal { return "principal \(state.key.id)" }
        guard state.key.id.hasPrefix("?") else { return "risk \(state.key.id)" }
        let record = PlainTyping.plain(state.record)
        return "risk ? " + record.title
    }

    /// A standing in the second implementation's words.
    private func line(_ standing: Standing) -> String {
        var plain = PlainStanding(record: PlainRecord(), firstSeen: standing.firstSeen)
        plain.status = PlainStanding.Status(rawValue: standing.status.rawValue) ?? .open
        plain.outcome.routing = standing.outcome.routing.rawValue
        plain.outcome.score = standing.outcome.score
        plain.scoreSince = standing.scoreSince
        plain.waitingSince = standing.awaitingSince
        for stay in standing.memberships {
            plain.stays[stay.register] = PlainStay(
                ground: PlainStay.Ground(rawValue: stay.basis.rawValue) ?? .kept, since: stay.since)
        }
        plain.proposals = standing.proposals.map { proposal in
            PlainProposal(
                kind: PlainProposal.Kind(rawValue: proposal.kind.rawValue) ?? .question,
                register: proposal.register, since: proposal.since)
        }
        plain.isFromBaseline = standing.isFromBaseline
        plain.found = Set(standing.asFound)
        plain.confirmed = Set(standing.confirmed)
        plain.idle = standing.idleRulings.map { numbers[$0] ?? 0 }
        return plain.line
    }
}
