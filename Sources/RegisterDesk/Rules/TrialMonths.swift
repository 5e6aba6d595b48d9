package import RiskRegister

/// A trial month by month, at the last extract of each.
package struct TrialMonths: Codable, Hashable, Sendable {
    /// One register at the end of a month.
    package struct Tally: Codable, Hashable, Sendable {
        package var id: String?
        package var triedId: String?
        package var length: TrialContent.Counts
        package var kept: TrialContent.Counts
        package var decisions: TrialContent.Counts
        /// What moved since the month before; nil where there is none to count from.
        package var newDecisions: TrialContent.Counts?
        package var joined: TrialContent.Counts?
        package var returned: TrialContent.Counts?
        package var left: TrialContent.Counts?
    }

    /// One month.
    package struct Month: Codable, Hashable, Sendable {
        package var day: Day
        package var registers: [Tally]
    }

    /// A mean under each, to a tenth.
    package struct Mean: Codable, Hashable, Sendable {
        package var inForce: ExactNumber
        package var tried: ExactNumber
    }

    /// One register over all months.
    package struct Register: Codable, Hashable, Sendable {
        package var id: String?
        package var triedId: String?
        /// The longest it was; left out, with the mean, when there are no months.
        package var peak: TrialContent.Counts?
        package var mean: Mean?
        /// Risks that went on or off more than once.
        package var unsteady: TrialContent.Counts

        /// What a trial calls it.
        package var label: String { TrialContent.label(id, triedId) }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeIfPresent(id, forKey: .id)
            try container.encodeIfPresent(triedId, forKey: .triedId)
            if let peak, let mean {
                try container.encode(peak, forKey: .peak)
                try container.encode(mean, forKey: .mean)
            }
            try container.encode(unsteady, forKey: .unsteady)
        }
    }

    /// The last extract before the first month.
    package var baseline: Day?
    package var days: [Month]
    package var registers: [Register]

    init(_ months: PolicyTrialMonths) {
        baseline = months.baseline
        days = months.months.enumerated().map { index, month in
            func moved(_ counts: PolicyTrial.Both<Int>) -> TrialContent.Counts? {
                months.hasMovements(index) ? TrialContent.Counts(counts) : nil
            }
            let registers = months.registers.enumerated().map { place, register in
                let counts = month.tally.map { $0.registers[place] }
                return Tally(
                    id: register.inForce?.id, triedId: register.tried?.id,
                    length: TrialContent.Counts(counts.map(\.length)),
                    kept: TrialContent.Counts(counts.map(\.kept)),
                    decisions: TrialContent.Counts(counts.map(\.decisions)),
                    newDecisions: moved(counts.map(\.arisen)), joined: moved(counts.map(\.joined)),
                    returned: moved(counts.map(\.returned)), left: moved(counts.map(\.left)))
            }
            return Month(day: month.day, registers: registers)
        }
        func tenths(_ value: Int) -> ExactNumber {
            ExactNumber(digits: "\(value / 10).\(value % 10)")
        }
        registers = months.registers.indices.map { index in
            Register(
                id: months.registers[index].inForce?.id,
                triedId: months.registers[index].tried?.id,
                peak: months.peak(index).map { TrialContent.Counts($0.map(\.length)) },
                mean: months.meanInTenths(index).map {
                    Mean(inForce: tenths($0.inForce), tried: tenths($0.tried))
                },
                unsteady: TrialContent.Counts(months.unsteady[index]))
        }
    }
}
