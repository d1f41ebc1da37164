//! The gate 准入: what every host can run, a mini-program's on iOS included, and nothing else.

use anyhow::{Result, ensure};
use wasmparser::{DataKind, ExternalKind, Parser, Payload, TypeRef, Validator, WasmFeatures};

/// Refuses a module with an instruction or a type from after the first release of WebAssembly, a second table or
/// memory, passive data, an exported global or table, or an import that is not a function.
pub fn check(wasm: &[u8]) -> Result<()> {
    // The one addition, exported nowhere: the stack pointer is a global that changes.
    Validator::new_with_features(WasmFeatures::WASM1).validate_all(wasm)?;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::TableSection(tables) => ensure!(tables.count() <= 1, "{} tables", tables.count()),
            Payload::MemorySection(memories) => ensure!(memories.count() <= 1, "{} memories", memories.count()),
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import?;
                    ensure!(matches!(import.ty, TypeRef::Func(_)), "import {} is no function", import.name);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    let usual = matches!(export.kind, ExternalKind::Func | ExternalKind::Memory);
                    ensure!(usual, "export {} is neither a function nor the memory", export.name);
                }
            }
            Payload::DataSection(segments) => {
                for segment in segments {
                    ensure!(matches!(segment?.kind, DataKind::Active { .. }), "a passive data segment");
                }
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;
    use wasm_encoder::{
        CodeSection, ConstExpr, ExportKind, ExportSection, Function, FunctionSection, GlobalSection, GlobalType,
        Instruction, Module, RefType, TableSection, TableType, TypeSection, ValType,
    };

    fn table() -> TableType {
        TableType { element_type: RefType::FUNCREF, table64: false, minimum: 1, maximum: None, shared: false }
    }

    fn function(body: &[Instruction]) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], [ValType::I32]);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut code = CodeSection::new();
        let mut function = Function::new([]);
        for instruction in body {
            function.instruction(instruction);
        }
        function.instruction(&Instruction::End);
        code.function(&function);
        module.section(&types).section(&functions).section(&code);
        module.finish()
    }

    #[test]
    fn the_first_release_passes() {
        assert!(check(&function(&[Instruction::LocalGet(0)])).is_ok());
    }

    #[test]
    fn later_instructions_are_refused() {
        assert!(check(&function(&[Instruction::LocalGet(0), Instruction::I32Extend8S])).is_err());
    }

    #[test]
    fn a_second_table_is_refused() {
        let mut tables = TableSection::new();
        tables.table(table()).table(table());
        let mut module = Module::new();
        module.section(&tables);
        assert!(check(&module.finish()).is_err());
    }

    #[test]
    fn an_exported_global_or_table_is_refused() {
        let mut globals = GlobalSection::new();
        let kind = GlobalType { val_type: ValType::I32, mutable: false, shared: false };
        globals.global(kind, &ConstExpr::i32_const(1));
        let mut exports = ExportSection::new();
        exports.export("g", ExportKind::Global, 0);
        let mut module = Module::new();
        module.section(&globals).section(&exports);
        assert!(check(&module.finish()).is_err());

        let mut tables = TableSection::new();
        tables.table(table());
        let mut exports = ExportSection::new();
        exports.export("t", ExportKind::Table, 0);
        let mut module = Module::new();
        module.section(&tables).section(&exports);
        assert!(check(&module.finish()).is_err());
    }
}
