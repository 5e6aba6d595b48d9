import GRDB
import RiskRegister

/// What the extracts of an organisation said of its operational risks, day by day.
///
/// An extract says completely what it held. Played in the order of their days, extracts give each
/// risk's sightings: seen with a record, or gone. Sightings that repeat the one before are left out,
/// so the same set of extracts gives the same sightings in whatever order it came.
struct Sweep {
    /// What one day said of one risk.
    struct Event {
        var key: Int32
        var day: Day
        /// The record it was seen with; 0 when it was gone.
        var record: Int64
        var reading: Reading
        /// For one that was gone: the day of the last extract that held it.
        var lastSeen: Day
        /// For one that people say is closed: the day.
        var closed: Day?
    }

    /// What is known of a risk after the extracts played so far.
    struct State {
        var record: Int64 = 0
        var reading = Reading(number: 0)
        var source: Int32 = -1
        var absence: Absence?
        var lastSeen = Day(number: 0)
        /// The turn (day) in which it was last seen.
        var turn: Int32 = -1
        /// The first of the turns, up to the newest, of which every one saw it in an extract of
        /// `spanSource`.
        var seenSince: Day?
        var spanSource: Int32 = -1

        var isKnown: Bool { record != 0 }
        var isGone: Bool { absence != nil }
    }

    var keys: [String] = []
    var states: [State] = []
    private(set) var events: [Event] = []
    /// Earlier stretches of turns that all saw a risk.
    var spans: [Int32: [SeenSpan]] = [:]
    private(set) var sources: [String] = []
    private var recordIDs: [Int64] = []
    private var recordKeys: [Int32] = []
    /// Records whose raw key has the form of those without an id, by row.
    private var rawKeys: [Int64: String] = [:]
    /// Risks of records without an id, by their key.
    var namelessKeys: [String: Int32] = [:]
    /// The raw keys under which records of such a risk stand.
    var aliases: [Int32: Set<String>] = [:]
    /// Records without an id of the day that is being played.
    var nameless: [Nameless] = []
    let only: Set<String>?
    private var turn: Int32 = -1
    /// The days of the turns.
    private var days: [Day] = []
    let records: StoredRecords
    private let db: Database

    /// A sweep over all risks of an organisation that ever had a record, or only some.
    init(
        _ db: Database, organisation: String, records: StoredRecords, only: Set<String>? = nil
    ) throws {
        self.db = db
        self.records = records
        self.only = only
        var index: [String: Int32] = [:]
        var pairs: [(id: Int64, key: Int32)] = []
        func take(_ id: Int64, _ typed: String) {
            if NamelessIdentity.isRawKey(typed) {
                // Which risk it is of is known when its day is played.
                rawKeys[id] = typed
                pairs.append((id, -1))
                return
            }
            let key = typed.normalID
            let known = index[key] ?? Int32(clamping: keys.count)
            if known == keys.count {
                index[key] = known
                keys.append(key)
            }
            pairs.append((id, known))
        }
        if let only {
            for key in only.sorted() where !key.hasPrefix("?") {
                let rows = try Row.fetchCursor(
                    db,
                    sql: """
                        SELECT id FROM rawRecord WHERE organisation = ? AND kind = 0 AND key = ?
                        """, arguments: [organisation, key])
                while let row = try rows.next() { take(try row.get("id"), key) }
            }
            if only.contains(where: { $0.hasPrefix("?") }) {
                let rows = try Row.fetchCursor(
                    db,
                    sql: """
                        SELECT id, key FROM rawRecord
                        WHERE organisation = ? AND kind = 0 AND key >= '?' AND key < '@'
                        """, arguments: [organisation])
                while let row = try rows.next() {
                    let key: String = try row.get("key")
                    if NamelessIdentity.isRawKey(key) || only.contains(key) {
                        take(try row.get("id"), key)
                    }
                }
            }
            // Keys that were typed in another form, which few are.
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT id, key FROM rawRecord
                    WHERE organisation = ? AND kind = 0 AND key GLOB '*[^!-~]*'
                    """, arguments: [organisation])
            while let row = try rows.next() {
                let key: String = try row.get("key")
                let normal = key.normalID
                if !key.utf8.elementsEqual(normal.utf8), only.contains(normal) {
                    take(try row.get("id"), key)
                }
            }
        } else {
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT id, key FROM rawRecord INDEXED BY rawRecordByKey
                    WHERE organisation = ? AND kind = 0
                    """, arguments: [organisation])
            while let row = try rows.next() { take(try row.get("id"), try row.get("key")) }
        }
        pairs.sort { $0.id < $1.id }
        recordIDs = pairs.map(\.id)
        recordKeys = pairs.map(\.key)
        states = [State](repeating: State(), count: keys.count)
    }

    /// Plays extracts that stand in their order.
    mutating func play(_ extracts: [StoredExtract]) throws {
        var rest = extracts[...]
        while let day = rest.first?.summary.asAt {
            let today = rest.prefix { $0.summary.asAt == day }
            rest = rest.dropFirst(today.count)
            try play(Array(today), on: day)
        }
    }

    private mutating func play(_ extracts: [StoredExtract], on day: Day) throws {
        turn += 1
        days.append(day)
        let before = events.count
        for (place, extract) in extracts.enumerated() {
            let source = number(ofSource: extract.summary.source)
            for file in extract.files(.risks) {
                try see(try Manifest.records(db, file: file.id), file.reading, source, day, place)
            }
        }
        try seeNameless(on: day)
        dropOvertaken(from: before)
        for extract in extracts {
            try miss(extract, on: day)
        }
        settleSpans(on: day)
    }

    /// What follows for risks that an extract covers and no extract of the day holds.
    private mutating func miss(_ extract: StoredExtract, on day: Day) throws {
        let source = number(ofSource: extract.summary.source)
        let asks = try extract.holdsOpenOnly(records)
        for key in states.indices {
            let state = states[key]
            guard state.isKnown, state.turn != turn, state.source == source else { continue }
            let answer = extract.absences.isEmpty ? nil : extract.absences[keys[key]]
            guard let step = Absence.step(after: state.absence, answer, asks: asks),
                try covers(extract.summary.scope, state)
            else { continue }
            states[key].absence = step.absence
            var event = Event(
                key: Int32(clamping: key), day: day, record: state.record, reading: state.reading,
                lastSeen: state.lastSeen)
            switch step.event {
            case .none: continue
            case .gone: event.record = 0
            case .reopened: break
            case .closed(let closed): event.closed = closed
            }
            events.append(event)
        }
    }

    /// The first turn's day from a day on and before another of which an extract saw a risk.
    func firstSeen(_ key: Int32, from day: Day, before end: Day?) -> Day? {
        days.first { turn in
            guard turn >= day, end.map({ turn < $0 }) ?? true else { return false }
            if let since = states[Int(key)].seenSince, since <= turn { return true }
            return spans(ofKey: key).contains { $0.first <= turn && turn < $0.gone }
        }
    }

    /// Ends and begins the stretches of turns that saw a risk, when all extracts of a day are known.
    private mutating func settleSpans(on day: Day) {
        for key in states.indices {
            let state = states[key]
            let isSeen = state.turn == turn
            guard isSeen || state.seenSince != nil else { continue }
            if isSeen, state.seenSince != nil, state.spanSource == state.source { continue }
            if let first = state.seenSince {
                spans[Int32(clamping: key), default: []].append(
                    SeenSpan(first: first, gone: day, source: sources[Int(state.spanSource)]))
            }
            states[key].seenSince = isSeen ? day : nil
            states[key].spanSource = isSeen ? state.source : -1
        }
    }

    /// The stretches of days of a risk that have ended.
    func spans(ofKey key: Int32) -> [SeenSpan] { spans[key] ?? [] }

    private mutating func see(
        _ held: [Int64], _ reading: Reading, _ source: Int32, _ day: Day, _ extract: Int
    ) throws {
        var place = 0
        for record in held {
            // Both run upwards, so one walk finds every record's key.
            while place < recordIDs.count, recordIDs[place] < record {
                place = advance(place, to: record)
            }
            guard place < recordIDs.count, recordIDs[place] == record else { continue }
            if recordKeys[place] >= 0 {
                see(record, reading, source, day, Int(recordKeys[place]))
            } else if let raw = rawKeys[record] {
                try seeNameless(record, reading, source, day, raw, extract)
            }
        }
    }

    mutating func see(
        _ record: Int64, _ reading: Reading, _ source: Int32, _ day: Day, _ key: Int
    ) {
        var state = states[key]
        if state.record != record || state.reading != reading || state.isGone {
            events.append(
                Event(
                    key: Int32(clamping: key), day: day, record: record, reading: reading,
                    lastSeen: day))
        }
        state.record = record
        state.reading = reading
        state.source = source
        state.absence = nil
        state.lastSeen = day
        state.turn = turn
        states[key] = state
    }

    /// The next place worth looking at: one step, or a binary search when the record lies far ahead.
    private func advance(_ place: Int, to record: Int64) -> Int {
        guard place + 16 < recordIDs.count, recordIDs[place + 16] < record else { return place + 1 }
        var (low, high) = (place + 16, recordIDs.count)
        while low < high {
            let middle = (low + high) / 2
            if recordIDs[middle] < record { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Of two extracts of a day that hold the same risk the later in order counts.
    private mutating func dropOvertaken(from start: Int) {
        var last: [Int32: Int] = [:]
        var overtaken = Set<Int>()
        for index in start..<events.count {
            if let earlier = last.updateValue(index, forKey: events[index].key) {
                overtaken.insert(earlier)
            }
        }
        guard !overtaken.isEmpty else { return }
        events = events.enumerated().filter { !overtaken.contains($0.offset) }.map(\.element)
    }

    private func covers(_ scope: ExtractScope, _ state: State) throws -> Bool {
        if scope == .all { return true }
        return scope.covers(try records.risk(state.record, state.reading))
    }

    private mutating func number(ofSource source: String) -> Int32 {
        if let known = sources.firstIndex(of: source) { return Int32(clamping: known) }
        sources.append(source)
        return Int32(clamping: sources.count - 1)
    }

    /// The events by risk, each risk's by day.
    func eventsByKey() -> [ArraySlice<Event>] {
        let sorted = events.sorted { $0.key != $1.key ? $0.key < $1.key : $0.day < $1.day }
        var slices: [ArraySlice<Event>] = []
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end].key == sorted[start].key { end += 1 }
            slices.append(sorted[start..<end])
            start = end
        }
        return slices
    }
}

extension StoredExtract {
    /// It holds open risks only: one that it lacks may be closed, or left out.
    func holdsOpenOnly(_ records: StoredRecords) throws -> Bool {
        try files(.risks).contains { try records.holdsOpenOnly($0.reading) }
    }
}
