import Foundation
import GRDB
import RiskRegister

extension ImportWriter {
    /// Risks that the extract before held, that this one covers, and that it lacks.
    private struct Absence {
        /// Those that were open, with what is known of them.
        var open: [StoredRisk] = []
        /// Those that were closed: they stay closed, and are not missed.
        var closed: [StoredRisk] = []
        /// Open risks of the extract before, present or absent.
        var openBefore = 0
        /// The day of the extract before.
        var before: Day?
    }

    /// Ends the import: what vanished, the guard, the rows of the extract, and what follows from it.
    func finish(acceptShrink: Bool) throws -> ImportResult {
        let held = files.map { $0.file.sha256 + $0.file.mapping }
        if let same = truth.sameImport(header, files: held) {
            return ImportResult(disposition: .alreadyThere, extract: same)
        }
        var absence = Absence()
        var shrinkage: StoreError.Shrinkage?
        if summary.hasRisks {
            absence = isNewest ? try absentFromNewest() : try absentFromSlot()
            shrinkage = try shortfall(absence)
            if let shrinkage, !acceptShrink { throw StoreError.shrunk(shrinkage) }
            count(absence)
            if isNewest, !needsRebuild { try foldAbsent(absence) }
        }
        summary.files = files.map(\.file)
        summary.supersedes = truth.superseded(by: header, kinds: Set(files.map(\.file.kind)))
        try writeExtract()
        summary.sequence = try entry.seal()
        try derive()
        summary.balance.keptOnRegister = try derived.keptOnRegister(
            header.organisation, on: header.asAt)

        var result = ImportResult(disposition: .stored, extract: summary)
        result.vanished = absence.open.map(\.key).sorted()
        if summary.supersedes != nil {
            result.replaced = slots.filter { _, slot in
                slot.prior != slot.record
                    || slot.priorReading != files[Int(slot.file)].reading
            }.map { RiskKey(organisation: header.organisation, id: $0.key) }.sorted()
        }
        result.rejected = rejected.map {
            RejectedRecord(
                key: RiskKey(organisation: header.organisation, id: $0.key), line: Int($0.line))
        }.sorted { $0.key != $1.key ? $0.key < $1.key : $0.line < $1.line }
        result.isLate = summary.hasRisks && !isNewest
        result.acceptedShrinkage = shrinkage
        return result
    }

    // MARK: - What is missing

    private func absentFromNewest() throws -> Absence {
        var absence = Absence()
        let absent = try derived.seenBefore(header.organisation, source: header.source) {
            slots[$0] != nil
        }
        for risk in absent where try covers(risk) {
            if risk.status == .open {
                absence.open.append(risk)
            } else {
                absence.closed.append(risk)
            }
        }
        absence.openBefore = slots.values.count { $0.wasOpen } + absence.open.count
        absence.before = previousDay
        return absence
    }

    /// As the extracts of the same and earlier days have it, the one that is replaced included.
    private func absentFromSlot() throws -> Absence {
        var absence = Absence()
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
            guard !state.isGone, sweep.sources[Int(state.source)] == header.source,
                var risk = try derived.risk(key)
            else { continue }
            let isOpen =
                try derived.point(risk.id, onOrBefore: header.asAt)?.standing.status == .open
            risk.record = state.record
            risk.reading = state.reading
            if slots[id] != nil {
                slots[id]?.wasOpen = isOpen
                if isOpen { absence.openBefore += 1 }
            } else if try covers(risk) {
                if isOpen { absence.open.append(risk) } else { absence.closed.append(risk) }
            }
        }
        absence.openBefore += absence.open.count
        absence.before = previousDay
        return absence
    }

    private var previousDay: Day? {
        truth.active(header.organisation, .risks).last {
            $0.summary.source == header.source && $0.summary.asAt <= header.asAt
        }?.summary.asAt
    }

    private func covers(_ risk: StoredRisk) throws -> Bool {
        if header.scope == .all { return true }
        return header.scope.covers(try derivation.records.risk(risk.record, risk.reading))
    }

    /// How far the extract falls short, when that is too far.
    private func shortfall(_ absence: Absence) throws -> StoreError.Shrinkage? {
        guard let before = absence.before, absence.openBefore > 0 else { return nil }
        let rulebook = try rulebook
        let guarded = Set(
            rulebook.registers.filter { $0.purpose != .other }.map(\.id))
        let onRegisters = try absence.open.filter { risk in
            let point = try derived.point(risk.id, onOrBefore: header.asAt)
            return point?.standing.memberships.contains { guarded.contains($0.register) } ?? false
        }
        let openNow = slots.values.count { $0.isOpen }
        let fall = absence.openBefore - openNow
        let tooFar = fall * 100 > rulebook.shrinkLimitPercent * absence.openBefore
        guard tooFar || !onRegisters.isEmpty else { return nil }
        return StoreError.Shrinkage(
            before: before, openBefore: absence.openBefore, openNow: openNow,
            limitPercent: rulebook.shrinkLimitPercent, absent: absence.open.map(\.key).sorted(),
            absentFromRegisters: onRegisters.map(\.key).sorted())
    }

    private func count(_ absence: Absence) {
        for slot in slots.values {
            if slot.prior == 0 {
                summary.new += 1
            } else if slot.prior == slot.record {
                summary.unchanged += 1
            } else {
                summary.changed += 1
            }
        }
        summary.vanished = absence.open.count
    }

    /// Folds the risks that the newest extract lacks.
    private func foldAbsent(_ absence: Absence) throws {
        try derived.endSpans(header.organisation, on: header.asAt) { slots[$0] != nil }
        let sightings = Sightings(truth.active(header.organisation, .risks))
        for var risk in absence.open {
            let record = try derivation.records.risk(risk.record, risk.reading)
            risk.isGone = true
            risk.seenSince = nil
            let span = try derived.seen.span(risk.id, onOrBefore: header.asAt)
            let seen = span.flatMap { sightings.last(of: $0, onOrBefore: header.asAt) }
            try refold(&risk, sighting: .gone(lastSeen: seen?.day ?? header.asAt), record)
        }
        for var risk in absence.closed {
            risk.isGone = true
            risk.seenSince = nil
            try derived.save(risk)
        }
    }

    // MARK: - What is written

    private func writeExtract() throws {
        var (field, value): (String?, String?)
        if case .part(let name, let wanted) = header.scope { (field, value) = (name, wanted) }
        let kinds = files.map { 1 << RecordKind($0.file.kind).rawValue }.reduce(0, |)
        let extract = try entry.insert(
            "extract",
            [
                "entry": entry.sequence, "asAt": header.asAt.description,
                "organisation": header.organisation, "source": header.source,
                "scopeField": field, "scopeValue": value, "kinds": kinds,
                "software": header.software, "supersedes": summary.supersedes,
                "counts": StoredJSON.text(StoredCounts(summary)),
                "unmapped": StoredJSON.text(summary.unmapped),
                "findings": StoredJSON.text(summary.findings.map(StoredFinding.init)),
            ])
        var records = files.map(\.records)
        for slot in slots.values { records[Int(slot.file)].append(slot.record) }
        var ids: [Int64] = []
        for open in files {
            let file = open.file
            ids.append(
                try entry.insert(
                    "file",
                    [
                        "extract": extract, "name": file.name, "sha256": file.sha256,
                        "bytes": file.bytes, "kind": RecordKind(file.kind).rawValue,
                        "encoding": file.encoding, "mapping": file.mapping,
                        "dateOrder": file.dateOrder.rawValue,
                    ]))
        }
        for (index, id) in ids.enumerated() {
            try Manifest.write(records[index], file: id, entry: entry)
        }
        for row in rejected {
            try entry.insert(
                "rejected",
                ["file": ids[Int(row.file)], "record": row.record, "line": Int(row.line)])
        }
    }

    private func derive() throws {
        guard needsRebuild || summary.hasRisks || summary.hasFramework else { return }
        let organisation = header.organisation
        let now = try Derivation(db, truth: Truth(db, knownAt: nil), store: store)
        if needsRebuild {
            try derived.clear(organisation, .operational)
            try now.operational(organisation, to: derived.write)
        } else {
            // What a released hold silenced is asked on the day of this extract.
            for id in asking {
                guard let risk = try derived.risk(id, of: organisation) else { continue }
                try store.refold(db, risk.key)
            }
        }
        try derived.clear(organisation, .principal)
        try now.principal(organisation, to: derived.write)
    }
}
