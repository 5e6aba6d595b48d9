import RiskRegister

/// Risks that an import covers and does not hold.
struct MissingRisks {
    /// Those for which that means something, with what.
    var steps: [(risk: StoredRisk, step: Absence.Step)] = []
    /// Open ones that the extract before held and nobody has answered for.
    var missed: [StoredRisk] = []
    /// Open ones that are vanished from now on.
    var vanished: [StoredRisk] = []
    /// Open ones of which nobody has said whether they are closed or left out.
    var asked: [StoredRisk] = []
    /// Open risks of the extract before, present or absent.
    var openBefore = 0
    /// The day of the extract before.
    var before: Day?
}

extension ImportWriter {
    /// One of the files holds open risks only.
    var holdsOpenOnly: Bool {
        get throws {
            try files.contains {
                try $0.file.kind == .risks && derivation.records.holdsOpenOnly($0.reading)
            }
        }
    }

    // MARK: - What is missing

    func lackOfNewest() throws -> MissingRisks {
        var missing = MissingRisks()
        let asks = try holdsOpenOnly
        let absent = try derived.lacking(
            header.organisation, source: header.source, but: { slots[$0] != nil },
            answered: Set(answers.keys))
        for risk in absent where try covers(risk.record, risk.reading) {
            try take(risk, asks: asks, isOpen: risk.status == .open, into: &missing)
        }
        missing.openBefore = slots.values.count { $0.wasOpen } + missing.openBefore
        missing.before = previousDay
        return missing
    }

    /// As the extracts of the same and earlier days have it, the one that is replaced included.
    func lackOfSlot() throws -> MissingRisks {
        var missing = MissingRisks()
        let asks = try holdsOpenOnly
        var sweep = try Sweep(
            db, organisation: header.organisation, records: derivation.records)
        try sweep.play(
            truth.active(header.organisation, .risks).filter { $0.summary.asAt <= header.asAt })
        for (index, state) in sweep.states.enumerated() where state.isKnown {
            let id = sweep.keys[index]
            let key = RiskKey(organisation: header.organisation, id: id)
            slots[id]?.prior = state.record
            slots[id]?.priorReading = state.reading
            slots[id]?.wasGone = state.isGone
            guard sweep.sources[Int(state.source)] == header.source,
                var risk = try derived.risk(key)
            else { continue }
            let isOpen =
                try derived.point(risk.id, onOrBefore: header.asAt)?.standing.status == .open
            risk.record = state.record
            risk.reading = state.reading
            risk.absence = state.absence
            if slots[id] != nil {
                if !state.isGone {
                    slots[id]?.wasOpen = isOpen
                    if isOpen { missing.openBefore += 1 }
                }
            } else if try covers(state.record, state.reading) {
                try take(risk, asks: asks, isOpen: isOpen, into: &missing)
            }
        }
        missing.before = previousDay
        return missing
    }

    private func take(
        _ risk: StoredRisk, asks: Bool, isOpen: Bool, into missing: inout MissingRisks
    ) throws {
        let answer = answers[risk.key.id]
        let step = Absence.step(after: risk.absence, answer, asks: asks)
        if let step { missing.steps.append((risk, step)) }
        guard isOpen else { return }
        if risk.absence == nil { missing.openBefore += 1 }
        guard answer == nil else { return }
        if risk.absence == nil { missing.missed.append(risk) }
        switch step?.absence ?? risk.absence {
        case .vanished: if step != nil { missing.vanished.append(risk) }
        case .asked: missing.asked.append(risk)
        case .leftOut, .closed, nil: break
        }
    }

    private var previousDay: Day? {
        truth.active(header.organisation, .risks).last {
            $0.summary.source == header.source && $0.summary.asAt <= header.asAt
        }?.summary.asAt
    }

    private func covers(_ record: Int64, _ reading: Reading) throws -> Bool {
        if header.scope == .all { return true }
        return header.scope.covers(try derivation.records.risk(record, reading))
    }

    /// How far the extract falls short, when that is too far.
    ///
    /// What people answered for is not missed, nor what the file holds as closed. Where exports hold
    /// open risks only, one that is absent is asked about, and only their share counts.
    func shortfall(_ missing: MissingRisks) throws -> StoreError.Shrinkage? {
        guard let before = missing.before, missing.openBefore > 0 else { return nil }
        let rulebook = try rulebook
        let guarded = Set(rulebook.registers.filter { $0.purpose != .other }.map(\.id))
        let onRegisters = try missing.missed.filter { risk in
            let point = try derived.point(risk.id, onOrBefore: header.asAt)
            return point?.standing.memberships.contains { guarded.contains($0.register) } ?? false
        }
        let tooFar = missing.missed.count * 100 > rulebook.shrinkLimitPercent * missing.openBefore
        guard try tooFar || (!onRegisters.isEmpty && !holdsOpenOnly) else { return nil }
        return StoreError.Shrinkage(
            before: before, openBefore: missing.openBefore,
            limitPercent: rulebook.shrinkLimitPercent, absent: missing.missed.map(\.key).sorted(),
            absentFromRegisters: onRegisters.map(\.key).sorted(),
            directorates: try absentDirectorates(missing), lookAlike: lookAlike(missing),
            holdsOpenOnly: try holdsOpenOnly)
    }

    /// The directorates of missing risks of which the extract holds no record at all, sorted.
    private func absentDirectorates(_ missing: MissingRisks) throws -> [String] {
        var absent: [String: String] = [:]
        for risk in missing.missed {
            let record = try derivation.records.risk(risk.record, risk.reading)
            if let name = record.directorate, !name.folded.isEmpty { absent[name.folded] = name }
        }
        // Names of fields that came with this import are not known to the derivation's records.
        let records = try StoredRecords(db, typing: store.typing)
        for slot in slots.values where !absent.isEmpty {
            let record = try records.risk(slot.record, files[Int(slot.file)].reading)
            if let name = record.directorate { absent[name.folded] = nil }
        }
        return absent.values.sorted()
    }

    /// A missing id and a new one with the same number, when every missing id has such a one.
    private func lookAlike(_ missing: MissingRisks) -> StoreError.Shrinkage.LookAlike? {
        var new: [String: String] = [:]
        for (id, slot) in slots where slot.prior == 0 {
            guard let number = ImportWriter.number(in: id) else { continue }
            new[number] = new[number].map { min($0, id) } ?? id
        }
        var first: StoreError.Shrinkage.LookAlike?
        for key in missing.missed.map(\.key).sorted() {
            guard let number = ImportWriter.number(in: key.id), let found = new[number] else {
                return nil
            }
            first = first ?? StoreError.Shrinkage.LookAlike(absent: key.id, found: found)
        }
        return first
    }

    /// The digits of an id without leading zeros: the same for 4107, R-4107, 04107 and 4107/A.
    private static func number(in id: String) -> String? {
        guard !id.hasPrefix("?") else { return nil }
        let digits = id.filter { $0.isASCII && $0.isNumber }.drop { $0 == "0" }
        return digits.isEmpty ? nil : String(digits)
    }

    /// Folds the risks that the newest extract lacks.
    func foldAbsent(_ missing: MissingRisks) throws {
        try derived.endSpans(header.organisation, on: header.asAt) { slots[$0] != nil }
        let sightings = Sightings(truth.active(header.organisation, .risks))
        for (risk, step) in missing.steps {
            var risk = risk
            risk.absence = step.absence
            risk.seenSince = nil
            let typed = try derivation.records.risk(risk.record, risk.reading)
            switch step.event {
            case .gone where risk.status == .open:
                let span = try derived.seen.span(risk.id, onOrBefore: header.asAt)
                let seen = span.flatMap { sightings.last(of: $0, onOrBefore: header.asAt) }
                try refold(
                    &risk, sighting: .gone(lastSeen: seen?.day ?? header.asAt),
                    typed.isClosed ? typed.notYetClosed : typed, typed: typed)
            case .gone, .none: try derived.save(risk)
            case .reopened:
                let record = typed.held(on: header.asAt)
                try refold(&risk, sighting: .seen(record), record, typed: typed)
            case .closed(let day):
                let record = typed.closed(on: day)
                try refold(&risk, sighting: .seen(record), record, typed: typed)
            }
        }
    }

    // MARK: - What people answered

    /// The answers given, and those of the extract that this one replaces for what it lacks, too.
    func settledAnswers() -> [String: AbsenceAnswer] {
        var answers = header.absences
        for (id, answer) in truth.inForce(for: header, .risks)?.absences ?? [:]
        where answers[id] == nil && slots[id] == nil {
            answers[id] = answer
        }
        return answers
    }

    /// Refuses answers for what is not absent, and days that cannot be.
    func checkAnswers() throws {
        let faults = try header.absences.sorted { RiskKey.precedes($0.key, $1.key) }
            .compactMap { id, answer in
                try fault(id, answer).map { StoreError.AbsenceFault(id: id, reason: $0) }
            }
        if !faults.isEmpty { throw StoreError.absencesRefused(faults) }
    }

    private func fault(_ id: String, _ answer: AbsenceAnswer) throws -> String? {
        let key = RiskKey(organisation: header.organisation, id: id)
        if slots[id] != nil { return "the file holds it" }
        if !summary.hasRisks { return "no file of this import holds risks" }
        // The day before knows nothing of what this extract replaces.
        guard let risk = try derived.risk(key),
            let point = try derived.point(risk.id, onOrBefore: header.asAt.adding(days: -1))
        else { return "no earlier extract holds it" }
        if risk.source != header.source { return "it is a record of \(risk.source)" }
        if try !covers(point.record, point.reading) {
            return "it lies outside the scope \(header.scope)"
        }
        if point.standing.status == .closed { return "it is closed already" }
        guard case .closed(let day) = answer else { return nil }
        if day > header.asAt {
            return "it cannot have closed on \(day), after the extract's day, \(header.asAt)"
        }
        let record = try derivation.records.risk(point.record, point.reading)
        if let opened = record.opened, opened.earliest > day {
            return "it cannot have closed on \(day), before it was opened, \(opened)"
        }
        return nil
    }
}
