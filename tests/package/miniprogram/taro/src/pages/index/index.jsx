// src/pages/index/index.jsx
import { useEffect, useState } from 'react';
import { Button, Text, View } from '@tarojs/components';
import { init, Hall, policy, verifyReceipt, audit } from 'guanjia/miniprogram';
import { record, trusted, me, send } from '../../host'; // 您自己的:从服务器取记录、把选票送到服务器 yours: ask your server

export default function Index() {
  const [hall, setHall] = useState(null);
  const [said, setSaid] = useState('');

  useEffect(() => {
    let opened = null;
    init('/guanjia.wasm.br')
      .then(record)
      .then((bundle) => setHall((opened = new Hall(bundle))))
      .catch((error) => setSaid(error.zh || String(error)));
    return () => opened && opened.dispose();
  }, []);

  async function vote(motion) {
    try {
      const event = { kind: 'ballot', re: motion.leaf, choice: { option: motion.options[0].id } };
      const receipt = await send(hall.sign(event, me.seed, hall.summary().now).jws);
      const { index } = verifyReceipt(receipt, policy(trusted.origin, trusted.key)); // 离线核对 needs no network
      const { findings } = await audit(await record());
      setSaid(findings.length ? findings[0].zh : `已计入,编号 ${index}`);
    } catch (error) {
      setSaid(error.zh || '没有送到,请再试一次');
    }
  }

  const [motion] = hall ? hall.standing(me.handle).motions : [];
  return (
    <View>
      {motion && <Button onClick={() => vote(motion)}>同意:{motion.title.zh}</Button>}
      <Text>{said}</Text>
    </View>
  );
}
